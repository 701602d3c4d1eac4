"""Each text with a code to say yes to a helper carries a code of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0077_fresh_code_for_each_text"
down_revision = "0076_retention"


def upgrade() -> None:
    """Go forward; a code that is on its way does not work any more, and can be sent once more."""
    op.add_column("helping", sa.Column("code_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("helping", "code_id")
