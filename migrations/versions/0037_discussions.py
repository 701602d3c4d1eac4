"""People of a cohort talk about a page of the course; a question waits for an answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0037_discussions"
down_revision = "0036_counted_plumblines"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "discussion_post",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_question", sa.Boolean(), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "parent_id IS NULL OR NOT is_question",
            name=op.f("ck_discussion_post_an_answer_is_no_question"),
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_discussion_post_cohort_id_cohort"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_discussion_post_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_discussion_post_entered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["discussion_post.id"],
            name=op.f("fk_discussion_post_parent_id_discussion_post"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["step.id"], name=op.f("fk_discussion_post_step_id_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_post")),
        sa.UniqueConstraint("request_key", name=op.f("uq_discussion_post_request_key")),
    )
    op.create_index(
        op.f("ix_discussion_post_enrolment_id"), "discussion_post", ["enrolment_id"], unique=False
    )
    op.create_index(
        "ix_discussion_post_of",
        "discussion_post",
        ["cohort_id", "id"],
        unique=False,
        postgresql_where=sa.text("parent_id IS NULL"),
    )
    op.create_index(
        op.f("ix_discussion_post_parent_id"), "discussion_post", ["parent_id"], unique=False
    )
    op.create_index(
        op.f("ix_discussion_post_step_id"), "discussion_post", ["step_id"], unique=False
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_discussion_post_step_id"), table_name="discussion_post")
    op.drop_index(op.f("ix_discussion_post_parent_id"), table_name="discussion_post")
    op.drop_index(
        "ix_discussion_post_of",
        table_name="discussion_post",
        postgresql_where=sa.text("parent_id IS NULL"),
    )
    op.drop_index(op.f("ix_discussion_post_enrolment_id"), table_name="discussion_post")
    op.drop_table("discussion_post")
