"""What people answer to scales that a deployment has a licence for, sealed for them alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048_scales"
down_revision = "0047_indicators"


def upgrade() -> None:
    """Go forward."""
    op.create_table('scale_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('scale_key', sa.Text(), nullable=False),
    sa.Column('mark', sa.Text(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('entered_by_id', sa.Uuid(), nullable=True),
    sa.Column('request_key', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['entered_by_id'], ['person.id'], name=op.f('fk_scale_answer_entered_by_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_scale_answer_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scale_answer')),
    sa.UniqueConstraint('request_key', name=op.f('uq_scale_answer_request_key'))
    )
    op.create_index('ix_scale_answer_person', 'scale_answer', ['person_id', 'scale_key', 'id'], unique=False)


def downgrade() -> None:
    """Go back: nobody answered one."""
    op.drop_table("scale_answer")
