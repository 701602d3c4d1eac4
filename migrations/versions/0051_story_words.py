"""Words that lead to a story, so that its author need not tell it again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051_story_words"
down_revision = "0050_support_maps"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "story_word",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened", sa.Integer(), server_default="0", nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("request_key", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_story_word_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_story_word_entered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_word")),
        sa.UniqueConstraint("request_key", name=op.f("uq_story_word_request_key")),
        sa.UniqueConstraint("word", name=op.f("uq_story_word_word")),
    )
    op.create_index(op.f("ix_story_word_contribution_id"), "story_word", ["contribution_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_story_word_contribution_id"), table_name="story_word")
    op.drop_table("story_word")
