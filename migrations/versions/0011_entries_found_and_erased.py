"""Where a version came from, what an entry is about, and entries that are thrown away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0011_entries_found_and_erased'
down_revision = '0010_drafts_of_reflections'


def upgrade() -> None:
    """Go forward; no entry that is here changes."""
    op.add_column('reflection', sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index('ix_reflection_deleted_at', 'reflection', ['deleted_at'], unique=False, postgresql_where='deleted_at IS NOT NULL')
    op.add_column('reflection_version', sa.Column('restored_from', sa.Integer(), nullable=True))
    op.create_table(
        'reflection_feature',
        sa.Column('reflection_id', sa.Uuid(), nullable=False),
        sa.Column('item_key', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_reflection_feature_reflection_id_reflection'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('reflection_id', 'item_key', name=op.f('pk_reflection_feature')),
    )


def downgrade() -> None:
    """Go back: what was thrown away is erased, since every entry would be shown again."""
    op.drop_table('reflection_feature')
    op.drop_column('reflection_version', 'restored_from')
    op.execute('DELETE FROM reflection WHERE deleted_at IS NOT NULL')
    op.drop_index('ix_reflection_deleted_at', table_name='reflection')
    op.drop_column('reflection', 'deleted_at')
