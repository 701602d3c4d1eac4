"""Helpers: who lets whom do certain things for them, until when, and how each said yes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0073_helping"
down_revision = "0072_marks_of_phones"

TABLE = "helping"
OPEN = sa.text("ended_at IS NULL")


def _to(column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{TABLE}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def _check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{TABLE}_{name}"))


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("helper_id", sa.Uuid(), nullable=True),
        sa.Column("cohort_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("acts", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        _moment("asked_at", nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("said_how", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), server_default="", nullable=False),
        _moment("person_yes_at"),
        _moment("helper_yes_at"),
        _moment("code_at"),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        _moment("ended_at"),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        _to("person_id", "person", "CASCADE"),
        _to("helper_id", "person", "CASCADE"),
        _to("cohort_id", "cohort", "CASCADE"),
        _to("entered_by_id", "person", "SET NULL"),
        _to("ended_by_id", "person", "SET NULL"),
        _check(
            "known_acts", "acts <@ ARRAY['sessions','steps','pledges','meetings']::text[]"
        ),
        _check("helps_with_something", "cardinality(acts) > 0"),
        _check("known_way", "said_how IN ('page','text','paper')"),
        _check("paper_has_a_witness", "(said_how = 'paper') = (witness <> '')"),
        _check("two_people", "helper_id <> person_id"),
        _check("somebody_said_yes", "helper_yes_at IS NULL OR helper_id IS NOT NULL"),
        _check("few_tries", "tries BETWEEN 0 AND 5"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helping")),
        sa.UniqueConstraint("request_key", name=op.f("uq_helping_request_key")),
    )
    op.create_index(
        "uq_helping_open", TABLE, ["person_id", "helper_id"], unique=True, postgresql_where=OPEN
    )
    op.create_index("ix_helping_helper", TABLE, ["helper_id"], postgresql_where=OPEN)
    op.create_index(op.f("ix_helping_person_id"), TABLE, ["person_id"])
    op.create_index(op.f("ix_helping_cohort_id"), TABLE, ["cohort_id"])


def downgrade() -> None:
    """Go back: nobody helps anybody; what was entered stays, with who entered it."""
    op.drop_table(TABLE)
