"""Accounts that nobody uses end after a notice; some may not be erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0076_retention"
down_revision = "0075_account_merges"


def _person(table: str, column: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_person")
    return sa.ForeignKeyConstraint([column], ["person.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "retention_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        _person("retention_notice", "person_id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_notice")),
        sa.UniqueConstraint("person_id", name=op.f("uq_retention_notice_person_id")),
    )
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_legal_hold_says_why")),
        _person("legal_hold", "person_id", "CASCADE"),
        _person("legal_hold", "set_by_id", "SET NULL"),
        _person("legal_hold", "lifted_by_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index(op.f("ix_legal_hold_person_id"), "legal_hold", ["person_id"])


def downgrade() -> None:
    """Go back: who was told, their letters, and what is held, are forgotten."""
    op.drop_table("legal_hold")
    op.drop_table("retention_notice")
    op.execute("DELETE FROM letter WHERE kind = 'account_ending'")
