"""The second step of signing in: apps that show codes, recovery codes, and resets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0057_second_steps"
down_revision = "0056_told_of_which_words"


def _of_person(table: str, column: str = "person_id", ondelete: str = "CASCADE") -> sa.Constraint:
    name = op.f(f"fk_{table}_{column}_person")
    return sa.ForeignKeyConstraint([column], ["person.id"], name=name, ondelete=ondelete)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Go forward: nobody has a second step yet."""
    op.add_column(
        "person",
        sa.Column("has_second_step", sa.Boolean(), server_default="false", nullable=False),
    )
    op.add_column("person", _moment("second_step_asked_at", nullable=True))
    op.create_table(
        "code_app",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("locked_secret", sa.LargeBinary(), nullable=False),
        _moment("started_at"),
        _moment("confirmed_at", nullable=True),
        sa.Column("last_step", sa.BigInteger(), server_default="0", nullable=False),
        _of_person("code_app"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_app")),
    )
    for name, state in (("works", "NOTNULL"), ("starts", "ISNULL")):
        op.create_index(
            f"uq_code_app_{name}",
            "code_app",
            ["person_id"],
            unique=True,
            postgresql_where=sa.text(f"confirmed_at {state}"),
        )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        _moment("made_at"),
        _moment("used_at", nullable=True),
        _of_person("recovery_code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint(
            "person_id", "code_hash", name=op.f("uq_recovery_code_person_id_code_hash")
        ),
    )
    op.create_table(
        "second_step_reset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        _moment("reset_at"),
        _of_person("second_step_reset"),
        _of_person("second_step_reset", "by_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_step_reset")),
    )
    op.create_index(op.f("ix_second_step_reset_person_id"), "second_step_reset", ["person_id"])


def downgrade() -> None:
    """Go back: everybody signs in with one step."""
    for table in ("second_step_reset", "recovery_code", "code_app"):
        op.drop_table(table)
    op.drop_column("person", "second_step_asked_at")
    op.drop_column("person", "has_second_step")
