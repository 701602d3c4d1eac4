"""The record of who did what to what and when, which can be added to and nothing else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0067_record"
down_revision = "0066_text_codes"

TABLE = "record_entry"
NOT_OWN = sa.text("readers <> 'own'")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("whom_id", sa.Uuid(), nullable=True),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("readers", sa.Text(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=True),
        sa.Column("things", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("facts", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("hash", sa.LargeBinary(), nullable=True),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_{TABLE}_{name}"))
            for name, condition in (
                ("known_doer", "by IN ('person','platform','command')"),
                ("person_is_named", "(by = 'person') = (actor_id IS NOT NULL)"),
                ("known_readers", "readers IN ('own','people','cohort')"),
                ("sealed_as_a_whole", "(number IS NULL) = (hash IS NULL)"),
                ("deed_is_a_key", "deed ~ '^[a-zA-Z0-9_.]{1,100}$'"),
                ("few_things", "length(things::text) <= 1000"),
                ("few_facts", "length(facts::text) <= 1000"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    _index()
    op.create_table(
        "record_cut",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("cut_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("octet_length(hash) = 32", name=op.f("ck_record_cut_whole_hash")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_record_cut")),
    )
    _keep()


def _index() -> None:
    op.create_index(f"uq_{TABLE}_number", TABLE, ["number"], unique=True)
    op.create_index(
        f"ix_{TABLE}_unsealed", TABLE, ["id"], postgresql_where=sa.text("number IS NULL")
    )
    op.create_index(f"ix_{TABLE}_actor", TABLE, ["actor_id", "at", "id"])
    op.create_index(
        f"ix_{TABLE}_whom",
        TABLE,
        ["whom_id", "at", "id"],
        postgresql_where=sa.text("whom_id IS NOT NULL"),
    )
    op.create_index(f"ix_{TABLE}_leads", TABLE, ["at", "id"], postgresql_where=NOT_OWN)
    op.create_index(
        f"ix_{TABLE}_cohort", TABLE, ["cohort_id", "at", "id"], postgresql_where=NOT_OWN
    )
    op.create_index(f"ix_{TABLE}_deed", TABLE, ["deed", "at", "id"], postgresql_where=NOT_OWN)


def _keep() -> None:
    # Whoever reaches the database, the platform itself too, can add rows and nothing else. A row
    # gets its number and hash once; rows go only six years later, and leave a cut behind.
    op.execute(
        """
        CREATE FUNCTION keep_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_TABLE_NAME = 'record_entry' THEN
                IF TG_OP = 'UPDATE' AND OLD.number IS NULL AND NEW.number IS NOT NULL
                   AND to_jsonb(NEW) - 'number' - 'hash' = to_jsonb(OLD) - 'number' - 'hash' THEN
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
    )
    for table in (TABLE, "record_cut"):
        op.execute(
            f"CREATE TRIGGER keep_the_record BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION keep_the_record()"
        )
        op.execute(
            f"CREATE TRIGGER keep_the_whole_record BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION keep_the_record()"
        )


def downgrade() -> None:
    """Go back: what was recorded goes; a table cannot be kept without what guards it."""
    op.drop_table("record_cut")
    op.drop_table(TABLE)
    op.execute("DROP FUNCTION keep_the_record()")
