"""A matching is tried a few times; a line says who made it by hand, and why it was refused."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0023_runs_are_tried_again'
down_revision = '0022_roles_go_with_people'


def upgrade() -> None:
    """Go forward."""
    op.add_column('matching_run', sa.Column('tries', sa.Integer(), server_default='0', nullable=False))
    op.add_column('matching_line', sa.Column('made_by_id', sa.Uuid(), nullable=True))
    op.add_column('matching_line', sa.Column('refused', sa.Text(), nullable=True))
    op.create_foreign_key(
        op.f('fk_matching_line_made_by_id_person'),
        'matching_line',
        'person',
        ['made_by_id'],
        ['id'],
        ondelete='SET NULL',
    )
    op.create_check_constraint(
        op.f('ck_matching_line_known_refusal'),
        'matching_line',
        "refused IN ('kept_apart','paired','no_room','left_programme')",
    )


def downgrade() -> None:
    """Go back."""
    op.drop_constraint(op.f('ck_matching_line_known_refusal'), 'matching_line', type_='check')
    op.drop_constraint(op.f('fk_matching_line_made_by_id_person'), 'matching_line', type_='foreignkey')
    op.drop_column('matching_line', 'refused')
    op.drop_column('matching_line', 'made_by_id')
    op.drop_column('matching_run', 'tries')
