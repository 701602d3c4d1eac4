"""What there is in the place of a cohort, and what its people offer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041_assets"
down_revision = "0040_wellbeing_entered"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "asset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("offers", sa.Text(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("step_free", sa.Text(), server_default="unknown", nullable=False),
        sa.Column("cost", sa.Text(), server_default="unknown", nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("for_whom", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "cost IN ('free','some','paid','unknown')", name=op.f("ck_asset_known_cost")
        ),
        sa.CheckConstraint(
            "kind IN ('association','institution','place')", name=op.f("ck_asset_known_kind")
        ),
        sa.CheckConstraint(
            "step_free IN ('yes','partly','no','unknown')", name=op.f("ck_asset_known_steps")
        ),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_asset_both_coordinates")
        ),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_asset_latitude_in_bounds")),
        sa.CheckConstraint(
            "longitude BETWEEN -180 AND 180", name=op.f("ck_asset_longitude_in_bounds")
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"],
            ["person.id"],
            name=op.f("fk_asset_added_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_asset_cohort_id_cohort"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
        sa.UniqueConstraint("request_key", name=op.f("uq_asset_request_key")),
    )
    op.create_index(op.f("ix_asset_added_by_id"), "asset", ["added_by_id"], unique=False)
    op.create_index("ix_asset_of", "asset", ["cohort_id", "name"], unique=False)
    op.create_index(
        "ix_asset_to_ask",
        "asset",
        ["confirmed_at"],
        unique=False,
        postgresql_where="gone_at IS NULL",
    )
    op.create_table(
        "asset_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("told_by_id", sa.Uuid(), nullable=True),
        sa.Column("how", sa.Text(), server_default="page", nullable=False),
        sa.CheckConstraint(
            "how IN ('page','phone','paper')", name=op.f("ck_asset_change_known_way")
        ),
        sa.CheckConstraint(
            "what IN ('added','changed','confirmed','gone')",
            name=op.f("ck_asset_change_known_change"),
        ),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
            name=op.f("fk_asset_change_asset_id_asset"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_asset_change_by_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["told_by_id"],
            ["person.id"],
            name=op.f("fk_asset_change_told_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_change")),
    )
    op.create_index("ix_asset_change_of", "asset_change", ["asset_id", "at"], unique=False)
    op.create_table(
        "asset_suggestion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk_asset_suggestion_answered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
            name=op.f("fk_asset_suggestion_asset_id_asset"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["person.id"],
            name=op.f("fk_asset_suggestion_made_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_suggestion")),
        sa.UniqueConstraint("request_key", name=op.f("uq_asset_suggestion_request_key")),
    )
    op.create_index(
        "ix_asset_suggestion_of", "asset_suggestion", ["asset_id", "made_at"], unique=False
    )
    op.create_table(
        "offered_skill",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_yes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("how", sa.Text(), server_default="page", nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "how IN ('page','phone','paper')", name=op.f("ck_offered_skill_known_way")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_offered_skill_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_offered_skill_entered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offered_skill")),
        sa.UniqueConstraint("request_key", name=op.f("uq_offered_skill_request_key")),
    )
    op.create_index(
        op.f("ix_offered_skill_enrolment_id"), "offered_skill", ["enrolment_id"], unique=False
    )
    op.create_index("ix_offered_skill_to_ask", "offered_skill", ["confirmed_at"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_offered_skill_to_ask", table_name="offered_skill")
    op.drop_index(op.f("ix_offered_skill_enrolment_id"), table_name="offered_skill")
    op.drop_table("offered_skill")
    op.drop_index("ix_asset_suggestion_of", table_name="asset_suggestion")
    op.drop_table("asset_suggestion")
    op.drop_index("ix_asset_change_of", table_name="asset_change")
    op.drop_table("asset_change")
    op.drop_index("ix_asset_to_ask", table_name="asset", postgresql_where="gone_at IS NULL")
    op.drop_index("ix_asset_of", table_name="asset")
    op.drop_index(op.f("ix_asset_added_by_id"), table_name="asset")
    op.drop_table("asset")
