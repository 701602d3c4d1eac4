"""What people say of their own wellbeing, in answer to the four questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038_wellbeing"
down_revision = "0037_discussions"

KEYS = ("satisfied", "worthwhile", "happy", "anxious")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "wellbeing_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        *(sa.Column(key, sa.Integer(), nullable=True) for key in KEYS),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        *(
            sa.CheckConstraint(
                f"{key} BETWEEN 0 AND 10", name=op.f(f"ck_wellbeing_answer_{key}_on_the_scale")
            )
            for key in KEYS
        ),
        sa.CheckConstraint(
            "num_nonnulls(satisfied, worthwhile, happy, anxious) > 0",
            name=op.f("ck_wellbeing_answer_something_is_said"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_wellbeing_answer_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wellbeing_answer")),
        sa.UniqueConstraint("request_key", name=op.f("uq_wellbeing_answer_request_key")),
    )
    op.create_index("ix_wellbeing_answer_person", "wellbeing_answer", ["person_id", "id"])


def downgrade() -> None:
    """Go back: nobody said how they are."""
    op.drop_table("wellbeing_answer")
