"""Requests to open somebody's log, for those who may ask and answer; no word of any log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, any_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.post.models import Letter
from app.reflections.letters.log_openings import LOG_ASKED
from app.reflections.models import REASON, LogOpening
from app.reflections.rules.log_openings import (
    ASKERS,
    DECIDERS,
    MOST_FOUND,
    Course,
    opening_state,
)
from app.vault.models import VaultKey
from app.vault.queries import opened


@dataclass(frozen=True)
class OpeningPlace:
    """A request with whom it is about; names are None when that account has been removed."""

    opening: LogOpening
    locked: bytes
    person: str
    channel: str
    asker: str | None
    decider: str | None
    state: str


@dataclass(frozen=True)
class Found:
    """Somebody whose log could be meant, and the cohorts they are in."""

    person_id: UUID
    name: str
    cohorts: Sequence[str]


@dataclass(frozen=True)
class Seconds:
    """The names of those who could answer a request: whom a letter tells, and whom none does."""

    told: Sequence[str]
    untold: Sequence[str]


_person, _asker, _decider = aliased(Person), aliased(Person), aliased(Person)


def _all() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(LogOpening, VaultKey.locked, _person.name, _person.channel),
            *(_asker.name, _asker.roles, _decider.name, _decider.roles),
        )
        .select_from(LogOpening)
        .join(_person, _person.id == LogOpening.person_id)
        .join(VaultKey, VaultKey.owner_id == LogOpening.person_id)
        .outerjoin(_asker, _asker.id == LogOpening.asked_by_id)
        .outerjoin(_decider, _decider.id == LogOpening.decided_by_id)
        .execution_options(populate_existing=True)
    )


_ONE = _all().where(LogOpening.id == bindparam("opening"))
# Held until the commit, so that whoever closes a log waits for those who are reading in it.
_HELD = _ONE.with_for_update(read=True, of=LogOpening)
_PAGE = (
    _all()
    .order_by(LogOpening.asked_at.desc(), LogOpening.id.desc())
    .limit(PAGE_SIZE)
    .offset(bindparam("skipped"))
)


def holds(person: type[Person], roles: frozenset[str]) -> ColumnElement[bool]:
    """Whether a person holds one of these roles now."""
    return or_(*(any_(person.roles) == role for role in sorted(roles)))


def opening_place(
    db: Session, _actor: Person, *, opening_id: UUID, now: datetime, hold: bool = False
) -> OpeningPlace | None:
    """One request and how it stands. One statement; `hold` keeps it so until the commit."""
    wanted = _HELD if hold else _ONE
    row: Sequence[Any] | None = db.execute(wanted, {"opening": opening_id}).one_or_none()
    return _place(row, now) if row else None


def openings_page(db: Session, actor: Person, number: int, *, now: datetime) -> Page[OpeningPlace]:
    """Every request about somebody else's log, newest first, fifty at a time. Two statements."""
    return _read(db, LogOpening.person_id != actor.id, number, now)


def openings_of_own_log(
    db: Session, actor: Person, number: int, *, now: datetime
) -> Page[OpeningPlace]:
    """Every request about the actor's own log, also refused ones, in the same way."""
    return _read(db, LogOpening.person_id == actor.id, number, now)


def seconds_of(db: Session, place: OpeningPlace) -> Seconds:
    """Who could be the second person of a request, by name. One statement."""
    letter = select(Letter.id).where(
        Letter.person_id == Person.id,
        Letter.about_id == place.opening.id,
        Letter.kind == LOG_ASKED,
        # What nobody brings, or could not be sent, has told nobody.
        Letter.state.not_in(["listed", "refused"]),
    )
    rows = db.execute(
        select(Person.name, letter.exists())
        .where(
            holds(Person, DECIDERS),
            Person.id.not_in([place.opening.asked_by_id, place.opening.person_id]),
        )
        .order_by(func.lower(Person.name), Person.id)
    ).all()
    return Seconds([name for name, told in rows if told], [name for name, told in rows if not told])


def reason_of(db: Session, place: OpeningPlace) -> str:
    """Why, word for word. No statement.

    Raises: CannotOpen.
    """
    key = opened(db, place.locked, place.opening.person_id)
    return key.open(place.opening.sealed_reason, REASON, place.opening.id)


def people_called(db: Session, actor: Person, name: str) -> list[Found]:
    """The first few other people whose name or address holds this, by name. One statement."""
    wanted = name.strip()
    if not wanted:
        return []
    rows = db.execute(
        select(Person.id, Person.name, func.array_remove(func.array_agg(Cohort.name), None))
        .outerjoin(Enrolment, (Enrolment.person_id == Person.id) & (Enrolment.state == JOINED))
        .outerjoin(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(
            Person.id != actor.id,
            or_(
                Person.name.icontains(wanted, autoescape=True),
                func.lower(Person.email) == wanted.lower(),
            ),
        )
        .group_by(Person.id)
        .order_by(func.lower(Person.name), Person.id)
        .limit(MOST_FOUND)
    )
    return [Found(*row) for row in rows]


def _read(
    db: Session, which: ColumnElement[bool], number: int, now: datetime
) -> Page[OpeningPlace]:
    total = db.scalar(select(func.count(LogOpening.id)).where(which)) or 0
    shown = nearest_page(number, total)
    rows: Iterable[Sequence[Any]] = db.execute(
        _PAGE.where(which), {"skipped": (shown - 1) * PAGE_SIZE}
    )
    return Page([_place(row, now) for row in rows], shown, total)


def _place(row: Sequence[Any], now: datetime) -> OpeningPlace:
    opening, locked, person, channel, asker, asker_roles, decider, decider_roles = row
    is_backed = not (
        ASKERS.isdisjoint(asker_roles or ()) or DECIDERS.isdisjoint(decider_roles or ())
    )
    course = Course(opening.state, opening.asked_at, opening.ends_at, opening.closed_at, is_backed)
    state = opening_state(course, now=now)
    return OpeningPlace(opening, locked, person, channel, asker, decider, state)
