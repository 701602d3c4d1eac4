"""People who get texts can sign in by a code in one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0066_text_codes"
down_revision = "0065_sign_ins"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "text_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phone_sha256", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_text_code_few_tries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_code")),
    )
    op.create_index("ix_text_code_asked", "text_code", ["asked_at"])


def downgrade() -> None:
    """Go back: codes that are under way are worth nothing."""
    op.drop_table("text_code")
