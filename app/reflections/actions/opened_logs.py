"""Reading in a log that two people opened, with a note of each version that was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.people.models import Person
from app.reflections.models import LogOpeningRead
from app.reflections.policy.log_openings import may_read_log
from app.reflections.queries.entries import Version
from app.reflections.queries.log_openings import OpeningPlace, opening_place
from app.reflections.queries.opened_logs import version_in_log
from app.reflections.rules.sharing import SAME_READING


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
    facts = {
        "id": new_id(),
        "opening_id": place.opening.id,
        "reflection_id": reflection_id,
        "number": number,
        "read_at": now,
        "minutes": int(now.timestamp() // SAME_READING.total_seconds()),
    }
    recent = exists().where(
        LogOpeningRead.opening_id == place.opening.id,
        LogOpeningRead.reflection_id == reflection_id,
        LogOpeningRead.number == number,
        LogOpeningRead.read_at > now - SAME_READING,
    )
    columns = LogOpeningRead.__table__.c
    fresh = select(*(literal(value, columns[name].type) for name, value in facts.items()))
    db.execute(
        insert(LogOpeningRead)
        .from_select(list(facts), fresh.where(~recent))
        .on_conflict_do_nothing()
    )
    return OpenedVersion(place, version)
