"""Makes support maps for tests, as the pages do."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.mentoring.actions.audience import Audience
from app.mentoring.rules.sharing import COHORT
from app.participation.actions.support import SupportWords, put_support
from app.participation.actions.support_shares import MapSharing, share_map
from app.participation.queries.support import own_map
from app.participation.rules.support import PERSON
from app.people.models import Person
from tests.clock import NOON


def make_support(
    db: Session,
    person: Person,
    name: str = "Mum",
    *,
    words: str = "She listens.",
    now: datetime = NOON,
) -> str:
    """One more on somebody's map, flushed; gives its key."""
    said = SupportWords(PERSON, name, 1, words)
    put_support(db, person, said, key="", form=new_id(), now=now)
    mine = own_map(db, person)
    assert mine is not None
    return next(one.key for one in mine.map.supports if one.name == name)


def make_map_share(
    db: Session,
    person: Person,
    cohort: Cohort,
    reader: Person | None = None,
    kind: str = COHORT,
    *,
    now: datetime = NOON,
) -> UUID:
    """The newest version, shown to an audience for two weeks, flushed."""
    mine = own_map(db, person)
    assert mine is not None
    audience = Audience(kind, cohort.id, reader.id if reader else None)
    sharing = MapSharing(
        mine.number, audience, "To talk about it.", now.date() + timedelta(days=14)
    )
    return share_map(db, person, sharing, form=new_id(), now=now)
