"""Pledges: what somebody promises, the words of it, and what they say about how it goes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0034_pledges'
down_revision = '0033_plumbline'


def upgrade() -> None:
    """Go forward."""
    op.create_table('pledge',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('card_key', sa.Text(), nullable=True),
    sa.Column('seen_by', sa.Text(), server_default='me', nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked', sa.Integer(), server_default='0', nullable=False),
    sa.Column('ended', sa.Text(), nullable=True),
    sa.Column('is_asked', sa.Boolean(), server_default='true', nullable=False),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("ended IN ('changed','done')", name=op.f('ck_pledge_known_ending')),
    sa.CheckConstraint("kind IN ('adapt','adopt','disrupt')", name=op.f('ck_pledge_known_kind')),
    sa.CheckConstraint("seen_by IN ('me','helpers','cohort')", name=op.f('ck_pledge_known_readers')),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_pledge_cohort_id_cohort'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_pledge_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_pledge_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pledge')),
    sa.UniqueConstraint('person_id', 'number', name=op.f('uq_pledge_person_id_number')),
    sa.UniqueConstraint('request_key', name=op.f('uq_pledge_request_key'))
    )
    op.create_index('ix_pledge_cohort_id', 'pledge', ['cohort_id', 'seen_by'], unique=False)
    op.create_index('ix_pledge_to_ask', 'pledge', ['made_on'], unique=False, postgresql_where='ended IS NULL AND is_asked')
    op.create_table('pledge_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pledge_id', sa.Uuid(), nullable=False),
    sa.Column('follow_up', sa.Integer(), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('block', sa.Text(), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('via', sa.Text(), nullable=False),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("block IN ('time','say','people','money','how','life','other')", name=op.f('ck_pledge_answer_known_block')),
    sa.CheckConstraint("block IS NULL OR said = 'blocked'", name=op.f('ck_pledge_answer_a_block_is_of_blocked')),
    sa.CheckConstraint("said IN ('done','going','blocked','changed')", name=op.f('ck_pledge_answer_known_answer')),
    sa.CheckConstraint("via IN ('page','text','call','paper')", name=op.f('ck_pledge_answer_known_way')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_pledge_answer_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['pledge_id'], ['pledge.id'], name=op.f('fk_pledge_answer_pledge_id_pledge'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pledge_answer')),
    sa.UniqueConstraint('request_key', name=op.f('uq_pledge_answer_request_key'))
    )
    op.create_index('ix_pledge_answer_pledge_id', 'pledge_answer', ['pledge_id', 'said_at'], unique=False)
    op.create_table('pledge_wording',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('pledge_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_pledge_wording_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['pledge_id'], ['pledge.id'], name=op.f('fk_pledge_wording_pledge_id_pledge'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pledge_wording')),
    sa.UniqueConstraint('pledge_id', 'number', name=op.f('uq_pledge_wording_pledge_id_number'))
    )


def downgrade() -> None:
    """Go back: all pledges are forgotten, and letters about them."""
    op.execute("DELETE FROM letter WHERE kind = 'pledge_follow_up'")
    op.execute("DELETE FROM letter_choice WHERE topic = 'pledges'")
    op.drop_table('pledge_wording')
    op.drop_index('ix_pledge_answer_pledge_id', table_name='pledge_answer')
    op.drop_table('pledge_answer')
    op.drop_index('ix_pledge_to_ask', table_name='pledge', postgresql_where='ended IS NULL AND is_asked')
    op.drop_index('ix_pledge_cohort_id', table_name='pledge')
    op.drop_table('pledge')
