"""Rows of the record are sealed in their order, and a cut stands at a row that is old enough."""

from __future__ import annotations

from alembic import op

revision = "0074_record_in_order"
down_revision = "0073_helping"

BEFORE = """
        CREATE OR REPLACE FUNCTION keep_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_TABLE_NAME = 'record_entry' THEN
                IF TG_OP = 'UPDATE' AND OLD.number IS NULL AND NEW.number IS NOT NULL
                   {in_order}AND to_jsonb(NEW) - 'number' - 'hash' = to_jsonb(OLD) - 'number' - 'hash' THEN
                    RETURN NEW;
                ELSIF TG_OP = 'DELETE' AND OLD.at < now() - interval '6 years'
                   AND OLD.number <= (SELECT max(number) FROM record_cut) THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION 'the record can be added to, and nothing else'
                USING ERRCODE = 'restrict_violation';
        END $$
"""
IN_ORDER = """AND NEW.number = 1 + greatest(0, (SELECT max(number) FROM record_entry),
                                                    (SELECT max(number) FROM record_cut))
                   """


def upgrade() -> None:
    """Go forward."""
    op.execute(BEFORE.format(in_order=IN_ORDER))
    op.create_check_constraint(
        op.f("ck_record_entry_numbers_begin_at_one"), "record_entry", "number >= 1"
    )
    op.execute(
        """
        CREATE FUNCTION add_to_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_TABLE_NAME = 'record_entry' THEN
                IF NEW.number IS NULL THEN
                    RETURN NEW;
                END IF;
            ELSIF EXISTS (SELECT FROM record_entry WHERE number = NEW.number AND hash = NEW.hash
                          AND at < now() - interval '6 years') THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'a row is sealed after it was written, and a cut stands at an old row'
                USING ERRCODE = 'restrict_violation';
        END $$
        """
    )
    for table in ("record_entry", "record_cut"):
        op.execute(
            f"CREATE TRIGGER add_to_the_record BEFORE INSERT ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION add_to_the_record()"
        )


def downgrade() -> None:
    """Go back."""
    for table in ("record_entry", "record_cut"):
        op.execute(f"DROP TRIGGER add_to_the_record ON {table}")
    op.execute("DROP FUNCTION add_to_the_record()")
    op.drop_constraint(op.f("ck_record_entry_numbers_begin_at_one"), "record_entry")
    op.execute(BEFORE.format(in_order=""))
