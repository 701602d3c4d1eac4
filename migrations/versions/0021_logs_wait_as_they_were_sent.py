"""A log that waits for a yes is kept as it was sent, with its pictures and voice notes."""

from __future__ import annotations

from alembic import op

revision = '0021_logs_wait_as_they_were_sent'
down_revision = '0020_when_a_registration_ends'


def upgrade() -> None:
    """Go forward: what waits was packed in another way; whoever sent it has it, and sends it again."""
    op.execute('DELETE FROM log_import')
    # What is sealed does not get smaller: the server need not try.
    op.execute('ALTER TABLE log_import ALTER COLUMN sealed SET STORAGE EXTERNAL')


def downgrade() -> None:
    """Go back, and forget what waits for the same reason."""
    op.execute('DELETE FROM log_import')
    op.execute('ALTER TABLE log_import ALTER COLUMN sealed SET STORAGE EXTENDED')
