"""What people count as learning (CPD), and the rules by which bodies count it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0013_learning_that_counts'
down_revision = '0012_shares_and_opened_logs'


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        'credit_rule',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('key', sa.Text(), nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('who', sa.Text(), nullable=False),
        sa.Column('about', sa.Text(), nullable=False),
        sa.Column('source', sa.Text(), nullable=False),
        sa.Column('looked_up', sa.Text(), nullable=False),
        sa.Column('valid_from', sa.Date(), nullable=False),
        sa.Column('valid_to', sa.Date(), nullable=True),
        sa.Column('years', sa.Integer(), nullable=False),
        sa.Column('sums', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_credit_rule_ends_after_start')),
        sa.CheckConstraint('years > 0', name=op.f('ck_credit_rule_years_are_positive')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_credit_rule')),
        sa.UniqueConstraint('key', 'valid_from', name=op.f('uq_credit_rule_key_valid_from')),
    )
    op.create_table(
        'cpd_year',
        sa.Column('person_id', sa.Uuid(), nullable=False),
        sa.Column('first_month', sa.Integer(), nullable=False),
        sa.CheckConstraint('first_month BETWEEN 1 AND 12', name=op.f('ck_cpd_year_a_month')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cpd_year_person_id_person'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('person_id', name=op.f('pk_cpd_year')),
    )
    op.create_table(
        'cpd_record',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('person_id', sa.Uuid(), nullable=False),
        sa.Column('reflection_id', sa.Uuid(), nullable=True),
        sa.Column('gathering_id', sa.Uuid(), nullable=True),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('participatory', sa.Boolean(), nullable=False),
        sa.Column('ticked', sa.Boolean(), server_default='false', nullable=False),
        sa.Column('with_reflection', sa.Boolean(), server_default='false', nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('thought_over', sa.Boolean(), nullable=False),
        sa.Column('request_key', sa.Uuid(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint('minutes > 0', name=op.f('ck_cpd_record_minutes_are_positive')),
        sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_cpd_record_gathering_id_gathering'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cpd_record_person_id_person'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_cpd_record_reflection_id_reflection'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_record')),
        sa.UniqueConstraint('person_id', 'gathering_id', name=op.f('uq_cpd_record_person_id_gathering_id')),
        sa.UniqueConstraint('person_id', 'reflection_id', name=op.f('uq_cpd_record_person_id_reflection_id')),
        sa.UniqueConstraint('person_id', 'request_key', name=op.f('uq_cpd_record_person_id_request_key')),
    )
    op.create_index(op.f('ix_cpd_record_gathering_id'), 'cpd_record', ['gathering_id'], unique=False)
    op.create_index(op.f('ix_cpd_record_reflection_id'), 'cpd_record', ['reflection_id'], unique=False)
    op.create_index('ix_cpd_record_year', 'cpd_record', ['person_id', 'day', 'id'], unique=False)


def downgrade() -> None:
    """Go back: records of learning are gone; the rules come again with the course."""
    op.drop_index('ix_cpd_record_year', table_name='cpd_record')
    op.drop_index(op.f('ix_cpd_record_reflection_id'), table_name='cpd_record')
    op.drop_index(op.f('ix_cpd_record_gathering_id'), table_name='cpd_record')
    op.drop_table('cpd_record')
    op.drop_table('cpd_year')
    op.drop_table('credit_rule')
