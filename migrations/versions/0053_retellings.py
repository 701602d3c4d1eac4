"""Editions told in Easy Read and in other languages, and what those quoted say to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053_retellings"
down_revision = "0052_asks"

WHEN = sa.DateTime(timezone=True)


def _to(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "retelling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("made_how", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("published_at", WHEN, nullable=True),
        sa.CheckConstraint(
            "kind IN ('easy_read','translation')", name=op.f("ck_retelling_known_kind")
        ),
        sa.CheckConstraint(
            "made_how IN ('person','checked')", name=op.f("ck_retelling_made_by_people")
        ),
        _to("retelling", "edition_id", "output_edition", "CASCADE"),
        _to("retelling", "entered_by_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retelling")),
        sa.UniqueConstraint(
            "edition_id", "kind", "language", name=op.f("uq_retelling_edition_id_kind_language")
        ),
    )
    op.create_table(
        "retold_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("retelling_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_heading", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("symbol", sa.Text(), server_default="", nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        _to("retold_line", "retelling_id", "retelling", "CASCADE"),
        _to("retold_line", "contribution_id", "contribution", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retold_line")),
    )
    op.create_index("ix_retold_line_retelling", "retold_line", ["retelling_id", "position"])
    op.create_index(op.f("ix_retold_line_contribution_id"), "retold_line", ["contribution_id"])
    _create_answers()


def _create_answers() -> None:
    op.create_table(
        "retold_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("retelling_id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("answered_at", WHEN, nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_how", sa.Text(), server_default="", nullable=False),
        sa.Column("shown_sha256", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "answer IN ('waiting','yes','no')", name=op.f("ck_retold_answer_known_answer")
        ),
        sa.CheckConstraint(
            "answered_how IN ('','phone','in_person','paper')",
            name=op.f("ck_retold_answer_known_way"),
        ),
        _to("retold_answer", "retelling_id", "retelling", "CASCADE"),
        _to("retold_answer", "contribution_id", "contribution", "CASCADE"),
        _to("retold_answer", "answered_by_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retold_answer")),
        sa.UniqueConstraint(
            "retelling_id",
            "contribution_id",
            name=op.f("uq_retold_answer_retelling_id_contribution_id"),
        ),
    )
    op.create_index(op.f("ix_retold_answer_contribution_id"), "retold_answer", ["contribution_id"])


def downgrade() -> None:
    """Go back."""
    for table in ("retold_answer", "retold_line", "retelling"):
        op.drop_table(table)
