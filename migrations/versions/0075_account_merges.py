"""Wishes to make two accounts of one person one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0075_account_merges"
down_revision = "0074_record_in_order"

TABLE = "account_merge"
SIDES = "'stays','goes'"
ANSWERS = "'needless','wanted','yes','told','no'"
PEOPLE = {"stays_id": "CASCADE", "asked_by_id": "SET NULL"}
PEOPLE |= {"stays_told_by_id": "SET NULL", "goes_told_by_id": "SET NULL"}


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _words(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=default, nullable=False)


def _check(rule: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{TABLE}_{name}"))


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stays_id", sa.Uuid(), nullable=False),
        sa.Column("goes_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        _moment("asked_at", nullable=False),
        _moment("ends_at", nullable=False),
        _words("state", "asked"),
        *(_words(f"{what}_of") for what in ("email", "phone", "post", "channel")),
        _words("stays_answer", "wanted"),
        _moment("stays_at"),
        sa.Column("stays_told_by_id", sa.Uuid(), nullable=True),
        _words("stays_told", ""),
        _words("goes_answer", "wanted"),
        _moment("goes_at"),
        sa.Column("goes_told_by_id", sa.Uuid(), nullable=True),
        _words("goes_told", ""),
        _moment("done_at"),
        _check(
            "state IN ('asked','done','declined','withdrawn','expired')",
            "known_state",
        ),
        _check("(state = 'done') = (done_at IS NOT NULL)", "done_has_a_time"),
        _check(f"stays_answer IN ({ANSWERS})", "known_answer_stays"),
        _check(f"goes_answer IN ({ANSWERS})", "known_answer_goes"),
        *(
            _check(f"{what}_of IN ({SIDES})", f"known_{what}")
            for what in ("email", "phone", "post", "channel")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column],
                ["person.id"],
                name=op.f(f"fk_{TABLE}_{column}_person"),
                ondelete=ondelete,
            )
            for column, ondelete in PEOPLE.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for side in ("stays", "goes"):
        op.create_index(op.f(f"ix_{TABLE}_{side}_id"), TABLE, [f"{side}_id"])
        op.create_index(
            f"uq_{TABLE}_{side}",
            TABLE,
            [f"{side}_id"],
            unique=True,
            postgresql_where=sa.text("state = 'asked'"),
        )


def downgrade() -> None:
    """Go back: wishes and their letters are forgotten; accounts that are one stay one."""
    op.drop_table(TABLE)
    op.execute("DELETE FROM letter WHERE kind IN ('merge_asked', 'merge_done')")
