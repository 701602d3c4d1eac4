"""When a person's registration with a body ends, for sums that go by the time between renewals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0020_when_a_registration_ends'
down_revision = '0019_opened_logs_end_with_a_role'


def upgrade() -> None:
    """Go forward: nobody has said so yet."""
    op.add_column('cpd_year', sa.Column('registered_until', sa.Date(), nullable=True))


def downgrade() -> None:
    """Go back: the days are forgotten, and sums go by years of appraisal again."""
    op.drop_column('cpd_year', 'registered_until')
