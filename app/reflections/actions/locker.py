"""What a browser is given to keep a person's unsent words in, sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.people.models import Person
from app.vault.actions import key_for_writing

MARK_BYTES = 12


@dataclass(frozen=True)
class Locker:
    """A key of the person's own, and a mark that tells whose it is to nobody else."""

    mark: str
    key: bytes


def locker_of(db: Session, actor: Person, *, now: datetime) -> Locker:
    """The same key and mark each time, for as long as the person's writing can be opened at all.

    One statement; three the first time.
    Raises: CannotOpen.
    """
    key = key_for_writing(db, actor.id, now=now)
    mark = key.derived("whose locker in a browser", MARK_BYTES)
    return Locker(mark.hex(), key.derived("key of a locker in a browser"))
