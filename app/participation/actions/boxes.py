"""Opening and locking the box of a poll; no page and no read outside of voting does this."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.kit.sealing import DataKey
from app.participation.models import BallotBox
from app.participation.rules.boxes import Ballot, Box, read, written
from app.vault.actions import destroy_key, key_for_writing

CONTENT = "ballot_box.content"
NUMBERS = "poll_tally.numbers"


def make_box(db: Session, poll_id: UUID, *, now: datetime) -> None:
    """An empty box with a key of its own. Three statements."""
    key = key_for_writing(db, poll_id, now=now)
    db.add(BallotBox(poll_id=poll_id, content=key.seal(written(Box()), CONTENT, poll_id)))
    db.flush()


def put_in(
    db: Session,
    poll_id: UUID,
    *ballots: Ballot,
    sheet: tuple[int, Ballot] | None = None,
    now: datetime,
) -> None:
    """Put votes in; all that is in the box is written anew. Whoever calls holds the poll.

    Three statements.
    Raises: CannotOpen.
    """
    key, box = _opened(db, poll_id, now)
    box = box.with_ballots(*ballots)
    box = box.with_sheet(*sheet) if sheet else box
    sealed = key.seal(written(box), CONTENT, poll_id)
    db.execute(update(BallotBox).where(BallotBox.poll_id == poll_id).values(content=sealed))


def empty(db: Session, poll_id: UUID, *, now: datetime) -> Box:
    """Take everything out, and do away with the box and its key. Four statements.

    Raises: CannotOpen.
    """
    _, box = _opened(db, poll_id, now)
    burn(db, poll_id)
    return box


def burn(db: Session, poll_id: UUID) -> None:
    """Do away with a box, with all that is in it, and with its key. Two statements."""
    db.execute(delete(BallotBox).where(BallotBox.poll_id == poll_id))
    destroy_key(db, poll_id)


def seal_numbers(db: Session, poll_id: UUID, tally_id: UUID, dots: Ballot, now: datetime) -> bytes:
    """The numbers of a count on paper, sealed until its witness answers. One statement."""
    key = key_for_writing(db, poll_id, now=now)
    return key.seal(written(Box(paper=dots)), NUMBERS, tally_id)


def open_numbers(
    db: Session, poll_id: UUID, tally_id: UUID, sealed: bytes, now: datetime
) -> Ballot:
    """The numbers of a count that waits for its witness. One statement.

    Raises: CannotOpen.
    """
    key = key_for_writing(db, poll_id, now=now)
    return read(key.open(sealed, NUMBERS, tally_id)).paper


def _opened(db: Session, poll_id: UUID, now: datetime) -> tuple[DataKey, Box]:
    key = key_for_writing(db, poll_id, now=now)
    content = db.scalars(select(BallotBox.content).where(BallotBox.poll_id == poll_id)).one()
    return key, read(key.open(content, CONTENT, poll_id))
