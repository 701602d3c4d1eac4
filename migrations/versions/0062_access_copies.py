"""Copies of all that is kept about somebody, in sealed pieces."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0062_access_copies"
down_revision = "0061_erasures"


def upgrade() -> None:
    """Go forward."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "access_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default="asked", nullable=False),
        sa.Column("claim", sa.Uuid(), nullable=True),
        sa.Column("claimed_until", moment, nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ready_at", moment, nullable=True),
        sa.Column("ends_at", moment, nullable=True),
        sa.Column("fetched_at", moment, nullable=True),
        sa.Column("size", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "state IN ('asked','working','ready','failed','gone')",
            name=op.f("ck_access_copy_known_state"),
        ),
        sa.CheckConstraint(
            "(state = 'ready') <= (ends_at IS NOT NULL)",
            name=op.f("ck_access_copy_ready_has_an_end"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["person.id"],
            name=op.f("fk_access_copy_asked_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_access_copy_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_copy")),
    )
    op.create_index(op.f("ix_access_copy_person_id"), "access_copy", ["person_id"])
    op.create_index(
        "uq_access_copy_open",
        "access_copy",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('asked','working')"),
    )
    op.create_table(
        "access_copy_piece",
        sa.Column("copy_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_id"],
            ["access_copy.id"],
            name=op.f("fk_access_copy_piece_copy_id_access_copy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("copy_id", "number", name=op.f("pk_access_copy_piece")),
    )


def downgrade() -> None:
    """Go back: copies that wait are lost, and can be asked for again."""
    op.drop_table("access_copy_piece")
    op.drop_table("access_copy")
