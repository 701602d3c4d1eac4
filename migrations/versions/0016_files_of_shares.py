"""Pictures and recordings that go along with what is shared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0016_files_of_shares'
down_revision = '0015_logs_brought_in'


def upgrade() -> None:
    """Go forward: nothing that is shared already has a file with it."""
    op.create_table('share_attachment',
    sa.Column('share_id', sa.Uuid(), nullable=False),
    sa.Column('attachment_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['attachment_id'], ['attachment.id'], name=op.f('fk_share_attachment_attachment_id_attachment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['share_id'], ['share.id'], name=op.f('fk_share_attachment_share_id_share'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('share_id', 'attachment_id', name=op.f('pk_share_attachment'))
    )
    op.create_index(op.f('ix_share_attachment_attachment_id'), 'share_attachment', ['attachment_id'], unique=False)


def downgrade() -> None:
    """Go back: files stay on their entries, and readers see the words alone."""
    op.drop_table('share_attachment')
