"""Roles at sessions go with the person who has them: their name stands in the row."""

from __future__ import annotations

from alembic import op

revision = '0022_roles_go_with_people'
down_revision = '0021_logs_wait_as_they_were_sent'

NAME = 'fk_gathering_role_person_id_person'


def _refer(ondelete: str) -> None:
    op.drop_constraint(op.f(NAME), 'gathering_role', type_='foreignkey')
    op.create_foreign_key(op.f(NAME), 'gathering_role', 'person', ['person_id'], ['id'], ondelete=ondelete)


def upgrade() -> None:
    """Go forward: no row changes. Guests, who are no person here, stay as they are."""
    _refer('CASCADE')


def downgrade() -> None:
    """Go back: the name of somebody who goes would stay, as that of a guest."""
    _refer('SET NULL')
