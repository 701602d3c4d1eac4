"""Authors are asked about their words in a draft when a facilitator says so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0054_asked_authors"
down_revision = "0053_retellings"


def upgrade() -> None:
    """Go forward: whoever was asked by a draft stays asked; a report without words waits."""
    op.add_column(
        "output", sa.Column("asked_authors_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.execute(
        "UPDATE output SET asked_authors_at = created_at WHERE EXISTS "
        "(SELECT FROM selection WHERE selection.output_id = output.id)"
    )


def downgrade() -> None:
    """Go back: what nobody was asked about is forgotten, so that the next draft asks by letter."""
    op.execute(
        "DELETE FROM selection USING output "
        "WHERE output.id = selection.output_id AND output.asked_authors_at IS NULL"
    )
    op.drop_column("output", "asked_authors_at")
