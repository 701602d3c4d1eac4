"""An edition is published before a cohort can be opened on it; until then it is a draft to look at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003_publishing'
down_revision = '0002_the_course'


def upgrade() -> None:
    """Go forward."""
    op.add_column('edition', sa.Column('published_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('edition', sa.Column('published_by_id', sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f('fk_edition_published_by_id_person'), 'edition', 'person', ['published_by_id'], ['id'], ondelete='SET NULL')
    # Until now drafts were never loaded, so whatever is here was finished.
    op.execute("UPDATE edition SET published_at = loaded_at")
    # Cohorts opened before they were given the framework of their edition.
    op.execute("UPDATE cohort SET framework_id = e.framework_id FROM edition e WHERE e.id = cohort.edition_id AND cohort.framework_id IS NULL")


def downgrade() -> None:
    """Go back."""
    op.drop_constraint(op.f('fk_edition_published_by_id_person'), 'edition', type_='foreignkey')
    op.drop_column('edition', 'published_by_id')
    op.drop_column('edition', 'published_at')
