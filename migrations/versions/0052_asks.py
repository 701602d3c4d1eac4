"""What reports ask of whom, what came of it, and how both were put before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0052_asks"
down_revision = "0051_story_words"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "output_ask",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("output_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why_not", sa.Text(), server_default="", nullable=False),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'asked') = (asked_on IS NOT NULL)", name=op.f("ck_output_ask_asked_on_a_day")
        ),
        sa.CheckConstraint(
            "state IN ('proposed','asked','declined')", name=op.f("ck_output_ask_known_state")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_output_ask_decided_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_output_ask_entered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["output_id"],
            ["output.id"],
            name=op.f("fk_output_ask_output_id_output"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["person.id"],
            name=op.f("fk_output_ask_proposed_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_output_ask")),
        sa.UniqueConstraint(
            "output_id", "request_key", name=op.f("uq_output_ask_output_id_request_key")
        ),
    )
    op.create_index(op.f("ix_output_ask_output_id"), "output_ask", ["output_id"], unique=False)
    op.create_index(
        op.f("ix_output_ask_proposed_by_id"), "output_ask", ["proposed_by_id"], unique=False
    )
    op.create_table(
        "output_ask_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ask_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_whom", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=True),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.Column("taken_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_down_by_id", sa.Uuid(), nullable=True),
        sa.Column("taken_down_why", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "by_when IS NULL OR kind = 'will_do'",
            name=op.f("ck_output_ask_answer_only_a_promise_has_a_day"),
        ),
        sa.CheckConstraint(
            "kind IN ('done','will_do','cannot','again')",
            name=op.f("ck_output_ask_answer_known_kind"),
        ),
        sa.CheckConstraint(
            "taken_down_at IS NULL OR text = ''",
            name=op.f("ck_output_ask_answer_taken_down_is_empty"),
        ),
        sa.ForeignKeyConstraint(
            ["ask_id"],
            ["output_ask.id"],
            name=op.f("fk_output_ask_answer_ask_id_output_ask"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_output_ask_answer_entered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["taken_down_by_id"],
            ["person.id"],
            name=op.f("fk_output_ask_answer_taken_down_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_output_ask_answer")),
        sa.UniqueConstraint(
            "ask_id", "request_key", name=op.f("uq_output_ask_answer_ask_id_request_key")
        ),
    )
    op.create_index(
        "ix_output_ask_answer_order",
        "output_ask_answer",
        ["ask_id", "on_day", "entered_at"],
        unique=False,
    )
    op.create_table(
        "output_ask_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ask_id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=True),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["output_ask_answer.id"],
            name=op.f("fk_output_ask_change_answer_id_output_ask_answer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["ask_id"],
            ["output_ask.id"],
            name=op.f("fk_output_ask_change_ask_id_output_ask"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["person.id"],
            name=op.f("fk_output_ask_change_changed_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_output_ask_change")),
    )
    op.create_index(
        op.f("ix_output_ask_change_answer_id"), "output_ask_change", ["answer_id"], unique=False
    )
    op.create_index(
        op.f("ix_output_ask_change_ask_id"), "output_ask_change", ["ask_id"], unique=False
    )


def downgrade() -> None:
    """Go back: what came of reports is forgotten."""
    op.drop_index(op.f("ix_output_ask_change_ask_id"), table_name="output_ask_change")
    op.drop_index(op.f("ix_output_ask_change_answer_id"), table_name="output_ask_change")
    op.drop_table("output_ask_change")
    op.drop_index("ix_output_ask_answer_order", table_name="output_ask_answer")
    op.drop_table("output_ask_answer")
    op.drop_index(op.f("ix_output_ask_proposed_by_id"), table_name="output_ask")
    op.drop_index(op.f("ix_output_ask_output_id"), table_name="output_ask")
    op.drop_table("output_ask")
