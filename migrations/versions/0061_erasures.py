"""Who is to be erased, and who was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0061_erasures"
down_revision = "0060_eased_steps"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claim", sa.Uuid(), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left", JSONB(), server_default="{}", nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting','working','done','undone')", name=op.f("ck_erasure_known_state")
        ),
        sa.CheckConstraint(
            "(state = 'done') = (erased_at IS NOT NULL)", name=op.f("ck_erasure_done_has_a_time")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["person.id"],
            name=op.f("fk_erasure_asked_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_person_id"), "erasure", ["person_id"])
    op.create_index(
        "uq_erasure_open",
        "erasure",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('waiting','working')"),
    )


def downgrade() -> None:
    """Go back: the ledger beside the database still knows who was erased."""
    op.drop_table("erasure")
