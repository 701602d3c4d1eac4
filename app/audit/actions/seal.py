"""Sealing rows into the chain, and letting the oldest ones go."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import Row, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, sessionmaker

from app.audit.models import Cut, Entry
from app.audit.queries.chain import SAID, head_of, said_of
from app.audit.rules.chain import Head, next_hash
from app.audit.rules.entries import KEPT_FOR_DAYS
from app.kit.db import changed

log = structlog.get_logger()
# Rows that one transaction seals.
MOST = 1000
# One sealer at a time: any number that is nobody else's.
SEALER = 0x5EA1ED

_WAITING = select(*SAID).where(Entry.number.is_(None)).order_by(Entry.at, Entry.id).limit(MOST)
_SEAL = (
    update(Entry.__table__)  # type: ignore[arg-type]
    .where(Entry.id == bindparam("sealed_id"), Entry.number.is_(None))
    .values(number=bindparam("its_number"), hash=bindparam("its_hash"))
)


def seal(db: Session) -> tuple[int, Head]:
    """Seal rows that are not sealed yet: how many, and the head then.

    A row gets its number here and not when it is written: writers wait for nobody, and one whose
    transaction ends late is sealed next time, without a gap. While somebody else seals, nothing is.
    """
    if not db.scalar(select(func.pg_try_advisory_xact_lock(SEALER))):
        return 0, head_of(db)
    head = head_of(db)
    before, number = head.hash, head.number
    sealed = list[dict[str, UUID | int | bytes]]()
    for row in db.execute(_WAITING).all():
        number += 1
        before = next_hash(before, number, said_of(row))
        sealed.append({"sealed_id": row.id, "its_number": number, "its_hash": before})
    if sealed:
        db.connection().execute(_SEAL, sealed)
    return len(sealed), Head(number, before)


def seal_all(sessions: sessionmaker[Session]) -> int:
    """Seal all that waits, a transaction for each 1,000 rows, and log the head; how many."""
    sealed, more = 0, MOST
    while more == MOST:
        with sessions.begin() as db:
            more, head = seal(db)
        sealed += more
        if more:
            # Whoever keeps the log elsewhere can tell later whether the end was cut off.
            log.info("record sealed", rows=more, head=str(head))
    return sealed


def let_go(db: Session, *, now: datetime) -> int:
    """Let the rows go that are older than the record is kept, up to the first younger one.

    A cut stays in their place, from which the chain goes on. How many went.
    """
    if not db.scalar(select(func.pg_try_advisory_xact_lock(SEALER))):
        return 0
    last = _last_to_go(db, now - timedelta(days=KEPT_FOR_DAYS))
    if last is None:
        return 0
    db.execute(insert(Cut).values(number=last.number, hash=last.hash, cut_at=now))
    return changed(db, delete(Entry).where(Entry.number <= last.number))


def _last_to_go(db: Session, since: datetime) -> Row[int | None, bytes | None] | None:
    """The sealed row behind which the first one stands that is kept."""
    kept = select(func.min(Entry.number)).where(Entry.at >= since).scalar_subquery()
    newest = select(func.max(Entry.number) + 1).scalar_subquery()
    before = func.coalesce(kept, newest)
    return db.execute(
        select(Entry.number, Entry.hash)
        .where(Entry.number < before)
        .order_by(Entry.number.desc())
        .limit(1)
    ).one_or_none()
