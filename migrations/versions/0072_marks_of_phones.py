"""What is kept of a number that asked for a code is a keyed hash."""

from __future__ import annotations

from alembic import op

revision = "0072_marks_of_phones"
down_revision = "0071_gone_rows"


def upgrade() -> None:
    """Go forward: a code lasts ten minutes, and those that are under way are asked for anew."""
    op.execute("DELETE FROM text_code")
    op.alter_column("text_code", "phone_sha256", new_column_name="phone_mark")


def downgrade() -> None:
    """Go back: a keyed hash is of no use to what was there before."""
    op.execute("DELETE FROM text_code")
    op.alter_column("text_code", "phone_mark", new_column_name="phone_sha256")
