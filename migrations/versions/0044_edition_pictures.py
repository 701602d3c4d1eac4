"""An edition keeps its pictures as it shows and prints them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044_edition_pictures"
down_revision = "0043_giving"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "edition_picture",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("print_sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["output_edition.id"],
            name=op.f("fk_edition_picture_edition_id_output_edition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("edition_id", "sha256", name=op.f("pk_edition_picture")),
    )
    # A build under way counts its stages anew, since there are more of them now.
    op.execute(
        "UPDATE output_build SET stage = 0, state = 'queued', claim = NULL, claimed_until = NULL"
        " WHERE state IN ('queued', 'working')"
    )


def downgrade() -> None:
    """Go back: a report with pictures cannot be shown there, so its editions are taken down."""
    op.execute(
        "UPDATE output_edition SET document = NULL, manifest = NULL,"
        " withdrawn_at = coalesce(withdrawn_at, now())"
        " WHERE published_at IS NOT NULL AND id IN (SELECT edition_id FROM edition_picture)"
    )
    op.execute(
        "DELETE FROM output_edition"
        " WHERE published_at IS NULL AND id IN (SELECT edition_id FROM edition_picture)"
    )
    op.execute(
        "DELETE FROM output_file WHERE edition_id IN (SELECT edition_id FROM edition_picture)"
    )
    op.drop_table("edition_picture")
    op.execute(
        "UPDATE output_build SET stage = 0, state = 'queued', claim = NULL, claimed_until = NULL"
        " WHERE state IN ('queued', 'working')"
    )
