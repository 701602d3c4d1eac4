"""Somebody's wellbeing may be typed in for them; the record says who did it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040_wellbeing_entered"
down_revision = "0039_priorities"


def upgrade() -> None:
    """Go forward."""
    op.add_column("wellbeing_answer", sa.Column("entered_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_wellbeing_answer_entered_by_id_person"),
        "wellbeing_answer",
        "person",
        ["entered_by_id"],
        ["id"],
        ondelete="SET NULL",
    )


def downgrade() -> None:
    """Go back: nobody remembers who typed."""
    op.drop_column("wellbeing_answer", "entered_by_id")
