"""Logs that somebody brings along wait, sealed, for a yes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0015_logs_brought_in'
down_revision = '0014_attachments_and_talks'


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        'log_import',
        sa.Column('person_id', sa.Uuid(), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_log_import_person_id_person'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('person_id', name=op.f('pk_log_import')),
    )
    op.create_index(op.f('ix_log_import_kept_at'), 'log_import', ['kept_at'], unique=False)


def downgrade() -> None:
    """Go back: whoever has not said yes sends the file again."""
    op.drop_index(op.f('ix_log_import_kept_at'), table_name='log_import')
    op.drop_table('log_import')
