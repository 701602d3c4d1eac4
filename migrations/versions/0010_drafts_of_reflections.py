"""Drafts of reflections, the session that one writes about, and the form that a version came with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0010_drafts_of_reflections'
down_revision = '0009_questions_to_write_by'


def upgrade() -> None:
    """Go forward."""
    op.create_table('reflection_draft',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('draft_key', sa.Uuid(), nullable=False),
    sa.Column('reflection_id', sa.Uuid(), nullable=True),
    sa.Column('seen', sa.Integer(), nullable=True),
    sa.Column('step_id', sa.Uuid(), nullable=True),
    sa.Column('cohort_id', sa.Uuid(), nullable=True),
    sa.Column('gathering_id', sa.Uuid(), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('writer', sa.Uuid(), nullable=True),
    sa.Column('nth', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_reflection_draft_cohort_id_cohort'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['gathering_id'], ['gathering.id'], name=op.f('fk_reflection_draft_gathering_id_gathering'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reflection_draft_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_reflection_draft_reflection_id_reflection'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_reflection_draft_step_id_step'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('person_id', 'draft_key', name=op.f('pk_reflection_draft'))
    )
    op.create_index(op.f('ix_reflection_draft_cohort_id'), 'reflection_draft', ['cohort_id'], unique=False)
    op.create_index(op.f('ix_reflection_draft_gathering_id'), 'reflection_draft', ['gathering_id'], unique=False)
    op.create_index('ix_reflection_draft_newest', 'reflection_draft', ['person_id', 'saved_at'], unique=False)
    op.create_index(op.f('ix_reflection_draft_reflection_id'), 'reflection_draft', ['reflection_id'], unique=False)
    op.create_index(op.f('ix_reflection_draft_step_id'), 'reflection_draft', ['step_id'], unique=False)
    op.add_column('reflection', sa.Column('gathering_id', sa.Uuid(), nullable=True))
    op.create_index(op.f('ix_reflection_gathering_id'), 'reflection', ['gathering_id'], unique=False)
    op.create_foreign_key(op.f('fk_reflection_gathering_id_gathering'), 'reflection', 'gathering', ['gathering_id'], ['id'], ondelete='SET NULL')
    op.add_column('reflection_version', sa.Column('request_key', sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column('reflection_version', 'request_key')
    op.drop_constraint(op.f('fk_reflection_gathering_id_gathering'), 'reflection', type_='foreignkey')
    op.drop_index(op.f('ix_reflection_gathering_id'), table_name='reflection')
    op.drop_column('reflection', 'gathering_id')
    op.drop_index(op.f('ix_reflection_draft_step_id'), table_name='reflection_draft')
    op.drop_index(op.f('ix_reflection_draft_reflection_id'), table_name='reflection_draft')
    op.drop_index('ix_reflection_draft_newest', table_name='reflection_draft')
    op.drop_index(op.f('ix_reflection_draft_gathering_id'), table_name='reflection_draft')
    op.drop_index(op.f('ix_reflection_draft_cohort_id'), table_name='reflection_draft')
    op.drop_table('reflection_draft')
