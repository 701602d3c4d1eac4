"""Who entered for somebody who may read their pledge, and whether to ask about it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0035_pledges_changed_by_phone'
down_revision = '0034_pledges'


def upgrade() -> None:
    """Go forward."""
    op.add_column('pledge', sa.Column('chosen_by_id', sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f('fk_pledge_chosen_by_id_person'),
        'pledge',
        'person',
        ['chosen_by_id'],
        ['id'],
        ondelete='SET NULL',
    )


def downgrade() -> None:
    """Go back: what was chosen stays, and who entered it is forgotten."""
    op.drop_constraint(op.f('fk_pledge_chosen_by_id_person'), 'pledge', type_='foreignkey')
    op.drop_column('pledge', 'chosen_by_id')
