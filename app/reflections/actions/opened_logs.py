"""Reading in a log that two people opened, with a note of each version that was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.mentoring.actions.readings import note_reading
from app.people.models import Person
from app.reflections.models import LogOpeningRead
from app.reflections.policy.log_openings import may_read_log
from app.reflections.queries.entries import Version
from app.reflections.queries.log_openings import OpeningPlace, opening_place
from app.reflections.queries.opened_logs import version_in_log


@dataclass(frozen=True)
class OpenedVersion:
    """A version that was read, and by which request."""

    place: OpeningPlace
    version: Version


def read_version(
    db: Session, actor: Person, *, opening_id: UUID, reflection_id: UUID, number: int, now: datetime
) -> OpenedVersion:
    """One version of an entry of an opened log, with a note that it was read. Three statements.

    Looked at again while nobody can close the log, so that whatever is read is also noted. A page
    that is opened again within ten minutes is the same reading.
    Raises: NotFound, CannotOpen.
    """
    place = opening_place(db, actor, opening_id=opening_id, now=now, hold=True)
    if place is None or not may_read_log(actor, place):
        raise NotFound
    version = version_in_log(db, place, reflection_id=reflection_id, number=number)
    if version is None:
        raise NotFound
    facts = {"opening_id": place.opening.id, "reflection_id": reflection_id, "number": number}
    note_reading(db, LogOpeningRead, facts, moment="read_at", now=now)
    return OpenedVersion(place, version)
