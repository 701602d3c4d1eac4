"""Plumblines that groups answer together, who was there, and every answer that was typed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0046_group_plumblines"
down_revision = "0045_answers_and_afterwards"


def upgrade() -> None:
    """Go forward."""
    op.create_table('group_plumbline',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('sealed_name', sa.LargeBinary(), nullable=False),
    sa.Column('gathering_id', sa.Uuid(), nullable=True),
    sa.Column('seen_by', sa.Text(), server_default='group', nullable=False),
    sa.Column('chosen_by_id', sa.Uuid(), nullable=True),
    sa.Column('begun_by_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('word', sa.Text(), nullable=False),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("seen_by IN ('group','cohort')", name=op.f('ck_group_plumbline_known_readers')),
    sa.ForeignKeyConstraint(['begun_by_id'], ['person.id'], name=op.f('fk_group_plumbline_begun_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['chosen_by_id'], ['person.id'], name=op.f('fk_group_plumbline_chosen_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_group_plumbline_cohort_id_cohort'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_group_plumbline_gathering_id_gathering'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_plumbline')),
    sa.UniqueConstraint('request_key', name=op.f('uq_group_plumbline_request_key')),
    sa.UniqueConstraint('word', name=op.f('uq_group_plumbline_word'))
    )
    op.create_index('ix_group_plumbline_cohort', 'group_plumbline', ['cohort_id', 'id'], unique=False)
    op.create_index(op.f('ix_group_plumbline_gathering_id'), 'group_plumbline', ['gathering_id'], unique=False)
    op.create_table('group_look',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('moment', sa.Text(), nullable=False),
    sa.Column('framework_id', sa.Uuid(), nullable=False),
    sa.Column('asked', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("moment IN ('before','after','back')", name=op.f('ck_group_look_known_moment')),
    sa.CheckConstraint('people BETWEEN 1 AND 500', name=op.f('ck_group_look_some_people')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_group_look_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['framework_id'], ['framework_edition.id'], name=op.f('fk_group_look_framework_id_framework_edition')),
    sa.ForeignKeyConstraint(['group_id'], ['group_plumbline.id'], name=op.f('fk_group_look_group_id_group_plumbline'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_look')),
    sa.UniqueConstraint('group_id', 'moment', name=op.f('uq_group_look_group_id_moment'))
    )
    op.create_index(op.f('ix_group_look_framework_id'), 'group_look', ['framework_id'], unique=False)
    op.create_table('group_member',
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('is_named', sa.Boolean(), server_default='false', nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_group_member_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['group_id'], ['group_plumbline.id'], name=op.f('fk_group_member_group_id_group_plumbline'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_group_member_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('group_id', 'person_id', name=op.f('pk_group_member'))
    )
    op.create_index(op.f('ix_group_member_person_id'), 'group_member', ['person_id'], unique=False)
    op.create_table('group_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('look_id', sa.Uuid(), nullable=False),
    sa.Column('item_key', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('sealed_note', sa.LargeBinary(), nullable=True),
    sa.Column('given_by_id', sa.Uuid(), nullable=True),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("answer IN ('','1','2','3','4','5','6','7','8','9','10','?','apart')", name=op.f('ck_group_answer_known_answer')),
    sa.ForeignKeyConstraint(['given_by_id'], ['person.id'], name=op.f('fk_group_answer_given_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['look_id'], ['group_look.id'], name=op.f('fk_group_answer_look_id_group_look'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_answer')),
    sa.UniqueConstraint('look_id', 'item_key', 'number', name=op.f('uq_group_answer_look_id_item_key_number'))
    )


def downgrade() -> None:
    """Go back: what groups said is gone, and so are the keys that opened it."""
    op.execute("DELETE FROM vault_key WHERE owner_id IN (SELECT id FROM group_plumbline)")
    for table in ("group_answer", "group_member", "group_look", "group_plumbline"):
        op.drop_table(table)
