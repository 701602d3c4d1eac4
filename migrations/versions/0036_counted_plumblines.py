"""A person says whether their plumbline counts in the picture of their cohort."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036_counted_plumblines"
down_revision = "0035_pledges_changed_by_phone"


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "plumbline", sa.Column("is_counted", sa.Boolean(), server_default="false", nullable=False)
    )
    op.create_index(
        "uq_plumbline_counted",
        "plumbline",
        ["cohort_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("is_counted"),
    )


def downgrade() -> None:
    """Go back: nobody is counted."""
    op.drop_index("uq_plumbline_counted", table_name="plumbline")
    op.drop_column("plumbline", "is_counted")
