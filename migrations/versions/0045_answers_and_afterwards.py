"""Wishes are answered, answers have a last day, and who has an edition is told when words leave."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0045_answers_and_afterwards"
down_revision = "0044_edition_pictures"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go forward."""
    _answers()
    op.add_column("output", sa.Column("answers_until", sa.Date(), nullable=True))
    op.add_column(
        "output", sa.Column("reminded_for", sa.Integer(), server_default="0", nullable=False)
    )
    op.create_table(
        "edition_recipient",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("told_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "how IN ('email','link','paper','in_person','other')",
            name=op.f("ck_edition_recipient_known_way"),
        ),
        sa.CheckConstraint(
            "(told_on IS NULL) = (told_at IS NULL)", name=op.f("ck_edition_recipient_told_or_not")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["output_edition.id"],
            name=op.f("fk_edition_recipient_edition_id_output_edition"),
            ondelete="CASCADE",
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{who}_by_id"],
                ["person.id"],
                name=op.f(f"fk_edition_recipient_{who}_by_id_person"),
                ondelete="SET NULL",
            )
            for who in ("entered", "told")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_recipient")),
        sa.UniqueConstraint("request_key", name=op.f("uq_edition_recipient_request_key")),
    )
    op.create_index(
        op.f("ix_edition_recipient_edition_id"), "edition_recipient", ["edition_id"]
    )
    op.create_table(
        "taken_out",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("output_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("editions", postgresql.JSONB(), nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "why IN ('taken_back','author','ended','changed')", name=op.f("ck_taken_out_known_reason")
        ),
        sa.ForeignKeyConstraint(
            ["output_id"],
            ["output.id"],
            name=op.f("fk_taken_out_output_id_output"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taken_out")),
    )
    op.create_index(op.f("ix_taken_out_output_id"), "taken_out", ["output_id"])


def _answers() -> None:
    op.add_column("selection", sa.Column("reply", sa.Text(), server_default="", nullable=False))
    op.add_column("selection", sa.Column("replied_at", MOMENT, nullable=True))
    op.add_column("selection", sa.Column("replied_by_id", sa.Uuid(), nullable=True))
    op.add_column("selection", sa.Column("reading_asked_at", MOMENT, nullable=True))
    op.create_foreign_key(
        op.f("fk_selection_replied_by_id_person"),
        "selection",
        "person",
        ["replied_by_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.drop_constraint(op.f("ck_selection_known_way"), "selection", type_="check")
    op.create_check_constraint(
        op.f("ck_selection_known_way"),
        "selection",
        "answered_how IN ('','phone','in_person','paper','link','text')",
    )


def downgrade() -> None:
    """Go back: what was done about wishes, who has an edition and what left it is forgotten."""
    op.execute(
        "DELETE FROM letter WHERE kind IN"
        " ('approval_reminder','approval_reply','published','taken_down')"
    )
    op.drop_table("taken_out")
    op.drop_table("edition_recipient")
    op.drop_column("output", "reminded_for")
    op.drop_column("output", "answers_until")
    op.execute("UPDATE selection SET answered_how = '' WHERE answered_how IN ('link','text')")
    op.drop_constraint(op.f("ck_selection_known_way"), "selection", type_="check")
    op.create_check_constraint(
        op.f("ck_selection_known_way"),
        "selection",
        "answered_how IN ('','phone','in_person','paper')",
    )
    for column in ("reading_asked_at", "replied_by_id", "replied_at", "reply"):
        op.drop_column("selection", column)
