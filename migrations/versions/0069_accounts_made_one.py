"""Accounts that are made one: logs that are never changed name the person who stays."""

from __future__ import annotations

from alembic import op

revision = "0069_accounts_made_one"
down_revision = "0068_certificates"

# A log is written and never changed; only the names of people in it go, or become the account
# with which theirs was made one.
ONLY_NAMES = """
CREATE OR REPLACE FUNCTION only_names_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - ARRAY[{names}] = to_jsonb(OLD) - ARRAY[{names}] THEN
            RETURN NEW;
        END IF;
    -- Deeper than one: what it belongs to is deleted.
    ELSIF pg_trigger_depth() > 1 THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME;
END $$
"""


def upgrade() -> None:
    """Go forward."""
    op.execute(ONLY_NAMES.format(names="'actor_id', 'for_id', 'person_id'"))


def downgrade() -> None:
    """Go back."""
    op.execute(ONLY_NAMES.format(names="'actor_id', 'for_id'"))
