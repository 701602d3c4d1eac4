"""Messages that whoever runs a cohort writes to some of its people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0064_group_messages"
down_revision = "0063_identities"

TABLE = "group_message"


def _to(column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{TABLE}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by_id", sa.Uuid(), nullable=True),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        _to("cohort_id", "cohort", "CASCADE"),
        _to("written_by_id", "person", "SET NULL"),
        _to("stopped_by_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("request_key", name=op.f(f"uq_{TABLE}_request_key")),
    )
    op.create_index("ix_group_message_cohort", TABLE, ["cohort_id", "sent_at"])
    op.create_index(op.f("ix_group_message_written_by_id"), TABLE, ["written_by_id"])


def downgrade() -> None:
    """Go back: messages go, and so do their letters, which nothing could write any more."""
    op.execute("DELETE FROM letter WHERE kind = 'message'")
    op.drop_table(TABLE)
