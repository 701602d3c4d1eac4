"""A shelf of the library for the priorities that a report can be sorted by."""

from __future__ import annotations

from alembic import op

revision = "0039_priorities"
down_revision = "0038_wellbeing"

SHELVES = "'guide','glossary','checklist','pledges','cases','policy','prompts','plumbline'"


def _know(kinds: str) -> None:
    op.drop_constraint(op.f("ck_card_known_kind"), "card")
    op.create_check_constraint(op.f("ck_card_known_kind"), "card", f"kind IN ({kinds})")


def upgrade() -> None:
    """Go forward."""
    _know(f"{SHELVES},'priorities'")


def downgrade() -> None:
    """Go back; the course brings the priorities again when it is loaded anew."""
    op.execute("DELETE FROM card WHERE kind = 'priorities'")
    _know(SHELVES)
