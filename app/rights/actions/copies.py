"""Copies of all that is kept about somebody: asked for, made by the worker, fetched, removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, case, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, sessionmaker

from app.audit.actions.record import note
from app.kit.clock import Clock
from app.kit.db import changed, new_id
from app.people.models import Person
from app.reflections.rules.export.archive import archive
from app.rights.actions.telling import tell
from app.rights.errors import CopyGone
from app.rights.letters import COPY_READY
from app.rights.models import AccessCopy, AccessCopyPiece
from app.rights.models.copies import PIECE
from app.rights.queries.whole_copy import WholeCopy
from app.rights.rules.copies import (
    AGAIN,
    ASKED,
    FAILED,
    GONE,
    KEPT,
    LEASE,
    MOST_TRIES,
    OPEN,
    PIECE_SIZE,
    READY,
    WORKING,
)
from app.vault.actions import key_for_writing

log = structlog.get_logger()


@dataclass(frozen=True)
class Held:
    """A copy in this worker's hands."""

    id: UUID
    claim: UUID


class ClaimLost(Exception):  # noqa: N818 - not an error: another worker goes on
    """This worker does not hold the copy any more."""


def ask_copy(db: Session, actor: Person, person: Person, *, now: datetime) -> AccessCopy:
    """Let the worker make a copy for a person; asking twice while it is made is asking once.

    `actor`: the person, or a lead whom they told. Two statements.
    """
    if actor.id != person.id:
        note(db, whom_id=person.id)
    made = insert(AccessCopy).values(
        id=new_id(),
        person_id=person.id,
        asked_at=now,
        asked_by_id=actor.id,
        state=ASKED,
        tries=0,
        size=0,
    )
    db.execute(made.on_conflict_do_nothing())
    wanted = select(AccessCopy).where(
        AccessCopy.person_id == person.id, AccessCopy.state.in_((*OPEN, READY))
    )
    return db.scalars(wanted.order_by(AccessCopy.asked_at.desc()).limit(1)).one()


def make_copies(sessions: sessionmaker[Session], *, clock: Clock) -> int:
    """Make every copy that waits, or that a dead worker left; returns how many are ready.

    A copy that was begun is made anew, so that doing it twice is doing it once.
    """
    done = 0
    while (held := _claim(sessions, now=clock.now())) is not None:
        try:
            size = _write(sessions, held, clock=clock)
        except ClaimLost:
            continue
        except Exception as error:  # noqa: BLE001 - one that fails must not keep others waiting
            log.warning("copy_stopped", copy=str(held.id), error=type(error).__name__)
            continue
        done += _hand_out(sessions, held, size, now=clock.now())
    return done


def note_fetched(db: Session, copy: AccessCopy, *, now: datetime) -> None:
    """Note that a copy is fetched; from the first time on it stays for one more hour.

    One statement.
    Raises: CopyGone.
    """
    soon = now + AGAIN
    ends = case((AccessCopy.ends_at < soon, AccessCopy.ends_at), else_=soon)
    first = case((AccessCopy.fetched_at.is_(None), ends), else_=AccessCopy.ends_at)
    ready = (AccessCopy.id == copy.id, AccessCopy.state == READY, AccessCopy.ends_at > now)
    values = {"ends_at": first, "fetched_at": now}
    if changed(db, update(AccessCopy).where(*ready).values(**values)) != 1:
        raise CopyGone


def forget_copies(db: Session, *, now: datetime) -> int:
    """Remove the files of copies whose time is over. Two statements."""
    over = (
        update(AccessCopy)
        .where(AccessCopy.state == READY, AccessCopy.ends_at <= now)
        .values(state=GONE)
    )
    ended = changed(db, over)
    gone = select(AccessCopy.id).where(AccessCopy.state.in_((GONE, FAILED)))
    db.execute(delete(AccessCopyPiece).where(AccessCopyPiece.copy_id.in_(gone)))
    return ended


def _claim(sessions: sessionmaker[Session], *, now: datetime) -> Held | None:
    left = and_(AccessCopy.state == WORKING, AccessCopy.claimed_until <= now)
    oldest = (
        select(AccessCopy.id)
        .where(or_(AccessCopy.state == ASKED, left))
        .order_by(AccessCopy.asked_at, AccessCopy.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    claim = new_id()
    with sessions.begin() as db:
        row = db.execute(
            update(AccessCopy)
            .where(AccessCopy.id == oldest)
            .values(
                state=case((AccessCopy.tries >= MOST_TRIES, FAILED), else_=WORKING),
                claim=claim,
                claimed_until=now + LEASE,
                tries=AccessCopy.tries + 1,
            )
            .returning(AccessCopy.id, AccessCopy.state)
        ).one_or_none()
    if row is None:
        return None
    return Held(row.id, claim) if row.state == WORKING else _claim(sessions, now=now)


def _write(sessions: sessionmaker[Session], held: Held, *, clock: Clock) -> int:
    """Make the file of one moment and keep it in sealed pieces; returns its bytes.

    Raises: ClaimLost when another worker makes it by now.
    """
    now, copy_id = clock.now(), held.id
    with sessions.begin() as db:
        _hold(db, held, until=now + LEASE)
        db.execute(delete(AccessCopyPiece).where(AccessCopyPiece.copy_id == copy_id))
        person_id = db.get_one(AccessCopy, copy_id).person_id
        key = key_for_writing(db, person_id, now=now)
    size = 0
    with sessions() as reading:
        # All of it is read as it was at one moment.
        reading.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        whole = WholeCopy(reading, reading.get_one(Person, person_id), now)
        for number, piece in enumerate(_gathered(archive(whole.files(), made_at=now))):
            sealed = key.seal_bytes(piece, f"{PIECE}.{number}", copy_id)
            with sessions.begin() as db:
                _hold(db, held, until=clock.now() + LEASE)
                db.add(AccessCopyPiece(copy_id=copy_id, number=number, content=sealed))
            size += len(piece)
    return size


def _hold(db: Session, held: Held, *, until: datetime) -> None:
    """Keep a copy in this worker's hands until the commit, and a while longer.

    Raises: ClaimLost.
    """
    if changed(db, update(AccessCopy).where(*_is_ours(held)).values(claimed_until=until)) != 1:
        raise ClaimLost


def _hand_out(sessions: sessionmaker[Session], held: Held, size: int, *, now: datetime) -> bool:
    """Note that a copy is ready, and tell the person by letter."""
    facts = {"state": READY, "ready_at": now, "ends_at": now + KEPT, "size": size}
    with sessions.begin() as db:
        ready = update(AccessCopy).where(*_is_ours(held)).values(**facts, claim=None)
        if changed(db, ready) != 1:
            return False
        person_id = db.get_one(AccessCopy, held.id).person_id
        tell(db, person_id, COPY_READY, held.id, now=now)
    return True


def _is_ours(held: Held) -> Sequence[ColumnElement[bool]]:
    return AccessCopy.id == held.id, AccessCopy.claim == held.claim, AccessCopy.state == WORKING


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces."""
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= PIECE_SIZE:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
