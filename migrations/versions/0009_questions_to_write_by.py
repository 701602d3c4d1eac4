"""Questions that help with writing, as a shelf of the library; no row is rewritten."""

from __future__ import annotations

from alembic import op

revision = '0009_questions_to_write_by'
down_revision = '0008_letters_in_languages'

BEFORE = "kind IN ('guide','glossary','checklist','pledges','cases','policy')"
SINCE = "kind IN ('guide','glossary','checklist','pledges','cases','policy','prompts')"


def upgrade() -> None:
    """Go forward."""
    op.drop_constraint(op.f('ck_card_known_kind'), 'card', type_='check')
    op.create_check_constraint(op.f('ck_card_known_kind'), 'card', SINCE)


def downgrade() -> None:
    """Go back; loading the course brings the cards again, should this be undone."""
    op.execute("DELETE FROM card WHERE kind = 'prompts'")
    op.drop_constraint(op.f('ck_card_known_kind'), 'card', type_='check')
    op.create_check_constraint(op.f('ck_card_known_kind'), 'card', BEFORE)
