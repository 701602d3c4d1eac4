"""Of a row that was deleted a hash of its key is noted: some keys are the ids of people."""

from __future__ import annotations

from alembic import op

revision = "0078_marks_of_gone_rows"
down_revision = "0077_fresh_code_for_each_text"

KEY = "known"
MARK = "encode(sha256(convert_to({}, 'UTF8')), 'hex')"
# No key looks like a mark: each has the strokes of an id in it.
IS_MARK = "^[0-9a-f]{64}$"
NOTE = """
    CREATE OR REPLACE FUNCTION remember_gone() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        known text;
    BEGIN
        EXECUTE (
            SELECT 'SELECT concat_ws('','', ' || string_agg(format('($1).%I', name), ', ' ORDER BY at)
                   || ')'
            FROM unnest(TG_ARGV) WITH ORDINALITY AS keys(name, at)
        ) INTO known USING OLD;
        INSERT INTO gone_row (table_name, row_id) VALUES (TG_TABLE_NAME, <noted>)
        ON CONFLICT (table_name, row_id) DO UPDATE SET gone_at = now();
        RETURN NULL;
    END $$
"""


def upgrade() -> None:
    """Go forward; what was noted before is hashed as well."""
    op.execute(NOTE.replace("<noted>", MARK.format(KEY)))
    hashed = MARK.format("row_id")
    op.execute(f"UPDATE gone_row SET row_id = {hashed} WHERE row_id !~ '{IS_MARK}'")


def downgrade() -> None:
    """Go back; no key follows from a mark, so those of now stay and say nothing to the older code."""
    op.execute(NOTE.replace("<noted>", KEY))
