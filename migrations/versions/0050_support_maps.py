"""Support maps, and with whom a version of one is shared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050_support_maps"
down_revision = "0049_making"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "support_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_support_version_entered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_support_version_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_version")),
        sa.UniqueConstraint(
            "person_id", "number", name=op.f("uq_support_version_person_id_number")
        ),
        sa.UniqueConstraint("request_key", name=op.f("uq_support_version_request_key")),
    )
    op.create_table(
        "support_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=True),
        sa.Column("author_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reader_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_purpose", sa.LargeBinary(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "audience <> 'cohort' OR reader_id IS NULL",
            name=op.f("ck_support_share_a_cohort_is_nobody"),
        ),
        sa.CheckConstraint(
            "audience IN ('facilitator','mentor','cohort')",
            name=op.f("ck_support_share_known_audience"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["person.id"],
            name=op.f("fk_support_share_author_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_support_share_cohort_id_cohort"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["person.id"],
            name=op.f("fk_support_share_reader_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["support_version.id"],
            name=op.f("fk_support_share_version_id_support_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_share")),
        sa.UniqueConstraint("request_key", name=op.f("uq_support_share_request_key")),
    )
    op.create_index(
        "ix_support_share_author_id", "support_share", ["author_id", "shared_at"], unique=False
    )
    op.create_index(
        "ix_support_share_cohort_id", "support_share", ["cohort_id", "ends_at"], unique=False
    )
    op.create_index(
        op.f("ix_support_share_reader_id"), "support_share", ["reader_id"], unique=False
    )
    op.create_index(
        op.f("ix_support_share_version_id"), "support_share", ["version_id"], unique=False
    )
    op.create_table(
        "support_opening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["person.id"],
            name=op.f("fk_support_opening_reader_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["share_id"],
            ["support_share.id"],
            name=op.f("fk_support_opening_share_id_support_share"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_opening")),
        sa.UniqueConstraint(
            "share_id",
            "reader_id",
            "minutes",
            name=op.f("uq_support_opening_share_id_reader_id_minutes"),
        ),
    )
    op.create_index(
        op.f("ix_support_opening_reader_id"), "support_opening", ["reader_id"], unique=False
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_support_opening_reader_id"), table_name="support_opening")
    op.drop_table("support_opening")
    op.drop_index(op.f("ix_support_share_version_id"), table_name="support_share")
    op.drop_index(op.f("ix_support_share_reader_id"), table_name="support_share")
    op.drop_index("ix_support_share_cohort_id", table_name="support_share")
    op.drop_index("ix_support_share_author_id", table_name="support_share")
    op.drop_table("support_share")
    op.drop_table("support_version")
