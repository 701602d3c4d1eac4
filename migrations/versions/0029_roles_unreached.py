"""One reason to ring more: whoever keeps people safe, and is reached by no letter."""

from __future__ import annotations

from alembic import op

revision = '0029_roles_unreached'
down_revision = '0028_ending_well'

CALLS = (
    "'low','two_missed','wants_call','unread_text','no_way_to_reach','absent','no_answer_yet',"
    "'more_than_room'"
)


def _know(whys: str) -> None:
    op.drop_constraint(op.f('ck_mentoring_call_known_why'), 'mentoring_call')
    op.create_check_constraint(
        op.f('ck_mentoring_call_known_why'), 'mentoring_call', f'why IN ({whys})'
    )


def upgrade() -> None:
    """Go forward."""
    _know(f"{CALLS},'role_unreached'")


def downgrade() -> None:
    """Go back: who was to be rung for it is forgotten; it is found again."""
    op.execute("DELETE FROM mentoring_call WHERE why = 'role_unreached'")
    _know(CALLS)
