"""Letters that are here already learn whose cohort they belong to, while people go on working.

In batches of their own transactions, so that no table is locked: a million letters take a minute
or two. Whoever stops it in the middle starts it again.
"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = '0005_letters_of_cohorts'
down_revision = '0004_cohorts_and_sessions'

# Three looks into an index for each letter; a join would read whole tables for every batch.
BATCH = sa.text("""
    WITH batch AS (SELECT id FROM letter WHERE id > :after ORDER BY id LIMIT 5000),
    kept AS (
        UPDATE letter SET cohort_id = coalesce(
            (SELECT cohort_id FROM enrolment WHERE enrolment.id = letter.about_id),
            (SELECT cohort_id FROM gathering WHERE gathering.id = letter.about_id),
            (SELECT cohort_id FROM output WHERE output.id = letter.about_id)
        )
        WHERE letter.id IN (SELECT id FROM batch) AND letter.cohort_id IS NULL
    )
    SELECT id FROM batch ORDER BY id DESC LIMIT 1
""")


def upgrade() -> None:
    """Go forward."""
    with op.get_context().autocommit_block():
        after: UUID | None = UUID(int=0)
        while after is not None:
            after = op.get_bind().scalar(BATCH, {"after": after})


def downgrade() -> None:
    """Go back: nothing, since the column goes with the migration before."""
