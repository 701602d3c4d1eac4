"""The log of a mentoring profile knows that it was deleted."""

from __future__ import annotations

from alembic import op

revision = '0030_profiles_deleted'
down_revision = '0029_roles_unreached'

LOG = 'mentoring_profile_change'
CHANGES = "'made','changed','chose','rested','returned','no_room_left'"


def _know(changes: str) -> None:
    op.drop_constraint(op.f(f'ck_{LOG}_known_change'), LOG)
    op.create_check_constraint(op.f(f'ck_{LOG}_known_change'), LOG, f'what IN ({changes})')


def upgrade() -> None:
    """Go forward."""
    _know(f"{CHANGES},'deleted'")


def downgrade() -> None:
    """Go back: a profile that was deleted is one that was changed last."""
    op.execute(f'ALTER TABLE {LOG} DISABLE TRIGGER {LOG}_append_only')
    op.execute(f"UPDATE {LOG} SET what = 'changed' WHERE what = 'deleted'")
    op.execute(f'ALTER TABLE {LOG} ENABLE TRIGGER {LOG}_append_only')
    _know(CHANGES)
