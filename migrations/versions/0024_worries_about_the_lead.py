"""A worry may be about the safeguarding lead: it goes straight to the deputy."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0024_worries_about_the_lead'
down_revision = '0023_runs_are_tried_again'


def upgrade() -> None:
    """Go forward: what is there was for the lead."""
    op.add_column('worry', sa.Column('kept_from_lead', sa.Boolean(), server_default='false', nullable=False))


def downgrade() -> None:
    """Go back. Refuses while a lead would come to see what is about them."""
    op.execute(
        "DO $$ BEGIN IF EXISTS (SELECT FROM worry WHERE kept_from_lead) THEN"
        " RAISE EXCEPTION 'worries about the lead would be shown to the lead'; END IF; END $$"
    )
    op.drop_column('worry', 'kept_from_lead')
