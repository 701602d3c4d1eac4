"""Local indicators that a cohort agrees on, and the values that its people found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047_indicators"
down_revision = "0046_group_plumblines"


def upgrade() -> None:
    """Go forward."""
    op.create_table('indicator',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('how', sa.Text(), nullable=False),
    sa.Column('from_whom', sa.Text(), nullable=False),
    sa.Column('how_often', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), server_default='', nullable=False),
    sa.Column('state', sa.Text(), server_default='proposed', nullable=False),
    sa.Column('proposed_by_id', sa.Uuid(), nullable=True),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('agreed_by_id', sa.Uuid(), nullable=True),
    sa.Column('agreed_how', sa.Text(), nullable=True),
    sa.Column('agreed_poll', sa.Text(), nullable=True),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('retired_by_id', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint("agreed_how IN ('talked','poll')", name=op.f('ck_indicator_known_way')),
    sa.CheckConstraint("kind IN ('people','share','things')", name=op.f('ck_indicator_known_kind')),
    sa.CheckConstraint("state IN ('proposed','agreed','retired')", name=op.f('ck_indicator_known_state')),
    sa.ForeignKeyConstraint(['agreed_by_id'], ['person.id'], name=op.f('fk_indicator_agreed_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_indicator_cohort_id_cohort'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_indicator_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['person.id'], name=op.f('fk_indicator_proposed_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['retired_by_id'], ['person.id'], name=op.f('fk_indicator_retired_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator')),
    sa.UniqueConstraint('request_key', name=op.f('uq_indicator_request_key'))
    )
    op.create_index('ix_indicator_cohort', 'indicator', ['cohort_id', 'id'], unique=False)
    op.create_table('indicator_value',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('indicator_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('value', sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column('n', sa.Integer(), nullable=True),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('caution', sa.Text(), nullable=False),
    sa.Column('found_by_id', sa.Uuid(), nullable=True),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('struck_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('struck_by_id', sa.Uuid(), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.CheckConstraint('n >= 0', name=op.f('ck_indicator_value_n_not_below_nought')),
    sa.CheckConstraint('value >= 0', name=op.f('ck_indicator_value_not_below_nought')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_indicator_value_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['found_by_id'], ['person.id'], name=op.f('fk_indicator_value_found_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['indicator_id'], ['indicator.id'], name=op.f('fk_indicator_value_indicator_id_indicator'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['struck_by_id'], ['person.id'], name=op.f('fk_indicator_value_struck_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator_value')),
    sa.UniqueConstraint('request_key', name=op.f('uq_indicator_value_request_key'))
    )
    op.create_index('ix_indicator_value_day', 'indicator_value', ['indicator_id', 'day', 'id'], unique=False)


def downgrade() -> None:
    """Go back: nothing was agreed on, and nothing found."""
    op.drop_table("indicator_value")
    op.drop_table("indicator")
