"""What tests of changed sessions share: a change of one thing, and what letters say then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.change import Changed, SessionChange, change_session
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.models import Gathering
from app.gatherings.rules.access import read_access
from app.kit.times import in_zone
from app.people.models import Person
from app.post.kinds import Draft, Lapse, LetterKind
from app.post.models import Letter
from tests.clock import NOON
from tests.make.desks import desk_at


def as_it_is(gathering: Gathering, cohort: Cohort) -> SessionChange:
    """A form that was opened and saved without a change."""
    starts = in_zone(gathering.starts_at, cohort.time_zone)
    offers, more = read_access(gathering.access)
    plan = SessionPlan(
        title=gathering.title,
        day=starts.date(),
        clock=starts.time(),
        minutes=int((gathering.ends_at - gathering.starts_at).total_seconds()) // 60,
        how=gathering.how,
        place=gathering.place,
        link=gathering.link,
        phone=gathering.phone,
        about=gathering.about,
        module_id=gathering.module_id,
        offers=tuple(offers),
        more_access=more,
        capacity=gathering.capacity,
    )
    return SessionChange(plan, gathering.sequence)


def change_to(
    db: Session,
    actor: Person,
    gathering: Gathering,
    cohort: Cohort,
    *,
    now: datetime = NOON,
    seen: int | None = None,
    **plan: Any,
) -> Changed:
    """Change these things of a session, as its form would."""
    before = as_it_is(gathering, cohort)
    wanted = replace(
        before,
        plan=replace(before.plan, **plan),
        seen=before.seen if seen is None else seen,
    )
    return change_session(db, actor, wanted, gathering_id=gathering.id, cohort=cohort, now=now)


def letters(db: Session, person: Person, *kinds: str) -> list[Letter]:
    """The letters of a person of these kinds, first planned first, as they stand now."""
    mine = select(Letter).where(Letter.person_id == person.id, Letter.kind.in_(kinds))
    return list(db.scalars(mine.order_by(Letter.id), execution_options={"populate_existing": True}))


def states(db: Session, person: Person, *kinds: str) -> dict[str, str]:
    """What became of the letters of a person, by occurrence."""
    return {letter.occurrence: letter.state for letter in letters(db, person, *kinds)}


def said(db: Session, kind: LetterKind, letter: Letter, now: datetime = NOON) -> Draft | Lapse:
    """What becomes of a letter at the moment of sending."""
    db.flush()
    answers: Mapping[UUID, Draft | Lapse] = kind.prepare(db, [letter], desk_at(now))
    return answers[letter.id]


def draft(db: Session, kind: LetterKind, letter: Letter, now: datetime = NOON) -> Draft:
    """What a letter says; it must be wanted."""
    answer = said(db, kind, letter, now)
    assert isinstance(answer, Draft), answer
    return answer


def now_in(db: Session, gathering: Gathering) -> Gathering:
    """The session as the pages left it."""
    db.commit()
    db.refresh(gathering)
    return gathering
