"""Who was moved here from another cohort is found without reading all enrolments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0079_those_who_were_moved"
down_revision = "0078_marks_of_gone_rows"

INDEX = "ix_enrolment_moved_to_id"


def upgrade() -> None:
    """Go forward."""
    op.create_index(
        INDEX, "enrolment", ["moved_to_id"], postgresql_where=sa.text("moved_to_id IS NOT NULL")
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(INDEX, "enrolment")
