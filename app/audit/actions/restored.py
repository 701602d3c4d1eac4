"""The record after a backup was put back: it goes on from where it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.audit.models import Cut, Entry

# Whether a backup older than the one made at `:made_at` was brought back after that moment.
FROM_OLDER = """
    SELECT EXISTS (
        SELECT FROM {record} WHERE deed = 'rights.restored' AND at >= :made_at
        AND (facts->>'made_at')::timestamptz < :made_at
    )
"""
# Both chains are one, as far as the backup's goes.
SAME_CHAIN = """
    SELECT NOT EXISTS (
        SELECT FROM (SELECT number, hash FROM record_entry WHERE number IS NOT NULL
                     ORDER BY number DESC LIMIT 1) AS head
        WHERE NOT EXISTS (SELECT FROM {old}.record_entry AS there
                          WHERE there.number = head.number AND there.hash = head.hash)
        AND NOT EXISTS (SELECT FROM {old}.record_cut AS cut WHERE cut.number >= head.number)
    )
"""
BEHIND = """
    SELECT count(*) FROM {old}.record_entry AS there
    WHERE NOT EXISTS (SELECT FROM record_entry AS here WHERE here.id = there.id)
"""
SEALED = """
    UPDATE record_entry AS here SET number = there.number, hash = there.hash
    FROM {old}.record_entry AS there
    WHERE there.id = here.id AND here.number IS NULL AND there.number IS NOT NULL
"""
ADDED = """
    INSERT INTO {table} ({columns}) SELECT {columns} FROM {old}.{table} AS there
    WHERE NOT EXISTS (SELECT FROM {table} AS here WHERE here.{key} = there.{key})
"""
LET_GO = "DELETE FROM record_entry WHERE number <= (SELECT max(number) FROM record_cut)"


def restored_from_older(db: Session, record: str, made_at: datetime) -> bool:
    """Whether what is there goes on from an older backup than one made at this moment.

    `record` is the table of the replaced record as SQL names it. One statement.
    """
    return bool(db.scalar(text(FROM_OLDER.format(record=record)), {"made_at": made_at}))


def remember_record(db: Session, old: str) -> int:
    """Take over what was recorded since the backup, with its seals.

    `old` is the replaced schema as SQL names it. Returns how many entries stay behind, since they
    are of another chain: none where it is the same.
    """
    if not db.scalar(text(SAME_CHAIN.format(old=old))):
        return db.scalar(text(BEHIND.format(old=old))) or 0
    tables = ((Entry, "id"), (Cut, "number"))
    # These rows were sealed when they were written: they are put in as they are.
    for model, _ in tables:
        db.execute(text(f"ALTER TABLE {model.__tablename__} DISABLE TRIGGER USER"))
    db.execute(text(SEALED.format(old=old)))
    for model, key in tables:
        columns = ", ".join(f'"{column.name}"' for column in model.__table__.columns)
        words = {"table": model.__tablename__, "columns": columns, "key": key, "old": old}
        db.execute(text(ADDED.format(**words)))
    # What was let go since does not come back.
    db.execute(text(LET_GO))
    for model, _ in tables:
        db.execute(text(f"ALTER TABLE {model.__tablename__} ENABLE TRIGGER USER"))
    return 0
