"""A session says whether it is a circle of people in mentoring."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0026_circles'
down_revision = '0025_who_changed_a_profile'


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        'gathering', sa.Column('purpose', sa.Text(), server_default='session', nullable=False)
    )
    op.create_check_constraint(
        op.f('ck_gathering_known_purpose'), 'gathering', "purpose IN ('session','circle')"
    )


def downgrade() -> None:
    """Go back."""
    op.drop_constraint(op.f('ck_gathering_known_purpose'), 'gathering', type_='check')
    op.drop_column('gathering', 'purpose')
