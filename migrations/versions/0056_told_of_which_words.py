"""Each line that tells somebody's words in others keeps what was shown of theirs, hashed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0056_told_of_which_words"
down_revision = "0055_chosen_indicators"


def upgrade() -> None:
    """Go forward: lines of editions that still stand learn it from where their words stand."""
    op.add_column(
        "retold_line", sa.Column("shown_sha256", sa.Text(), server_default="", nullable=False)
    )
    op.execute(
        "UPDATE retold_line SET shown_sha256 = place->>'shown_sha256' "
        "FROM retelling "
        "JOIN output_edition ON output_edition.id = retelling.edition_id "
        "JOIN output_build ON output_build.id = output_edition.build_id, "
        "jsonb_array_elements(output_build.work->'places') AS place "
        "WHERE retelling.id = retold_line.retelling_id "
        "AND place->>'contribution' = retold_line.contribution_id::text"
    )


def downgrade() -> None:
    """Go back."""
    op.drop_column("retold_line", "shown_sha256")
