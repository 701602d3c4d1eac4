"""Which local indicators of a cohort go into its reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055_chosen_indicators"
down_revision = "0054_asked_authors"

TABLE = "chosen_indicator"


def _to(column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{TABLE}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        TABLE,
        sa.Column("output_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        _to("output_id", "output", "CASCADE"),
        _to("indicator_id", "indicator", "CASCADE"),
        _to("chosen_by_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("output_id", "indicator_id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_indicator_id"), TABLE, ["indicator_id"])


def downgrade() -> None:
    """Go back: reports say nothing of indicators, which stay with their cohort."""
    op.drop_table(TABLE)
