"""The plumbline: its questions in the library, what people hold it to, their looks and numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0033_plumbline"
down_revision = "0032_polls"

SHELVES = "'guide','glossary','checklist','pledges','cases','policy','prompts'"


def _know(kinds: str) -> None:
    op.drop_constraint(op.f("ck_card_known_kind"), "card")
    op.create_check_constraint(op.f("ck_card_known_kind"), "card", f"kind IN ({kinds})")


def upgrade() -> None:
    """Go forward."""
    _know(f"{SHELVES},'plumbline'")
    op.create_table(
        "plumbline",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_plumbline_cohort_id_cohort"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_plumbline_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plumbline")),
        sa.UniqueConstraint("request_key", name=op.f("uq_plumbline_request_key")),
    )
    op.create_index(op.f("ix_plumbline_cohort_id"), "plumbline", ["cohort_id"])
    op.create_index("ix_plumbline_person", "plumbline", ["person_id", "cohort_id"])
    op.create_table(
        "plumbline_look",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plumbline_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("framework_id", sa.Uuid(), nullable=False),
        sa.Column("asked", postgresql.JSONB(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "moment IN ('before','after','back')", name=op.f("ck_plumbline_look_known_moment")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_plumbline_look_entered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["framework_id"],
            ["framework_edition.id"],
            name=op.f("fk_plumbline_look_framework_id_framework_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["plumbline_id"],
            ["plumbline.id"],
            name=op.f("fk_plumbline_look_plumbline_id_plumbline"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plumbline_look")),
        sa.UniqueConstraint("plumbline_id", "moment", name=op.f("uq_plumbline_look_plumbline_id_moment")),
    )
    op.create_index(op.f("ix_plumbline_look_framework_id"), "plumbline_look", ["framework_id"])
    op.create_table(
        "plumbline_score",
        sa.Column("look_id", sa.Uuid(), nullable=False),
        sa.Column("item_key", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "score BETWEEN 1 AND 10", name=op.f("ck_plumbline_score_from_one_to_ten")
        ),
        sa.ForeignKeyConstraint(
            ["look_id"],
            ["plumbline_look.id"],
            name=op.f("fk_plumbline_score_look_id_plumbline_look"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("look_id", "item_key", name=op.f("pk_plumbline_score")),
    )


def downgrade() -> None:
    """Go back: all plumblines are forgotten, and what the course asks for them."""
    op.drop_table("plumbline_score")
    op.drop_table("plumbline_look")
    op.drop_table("plumbline")
    op.execute("DELETE FROM card WHERE kind = 'plumbline'")
    _know(SHELVES)
