"""When the modules of a cohort open, for those who look after it; never how far a person is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.kit.small_numbers import FEWEST, shown_count
from app.people.models import Person
from app.progress.models import SessionEnd, Unlock
from app.progress.queries.done_modules import done_modules
from app.progress.queries.waiting import WaitingStep, waiting_steps
from app.progress.rules import Locked, Opening, Release, Standpoint, release
from app.progress.rules.done import DoneModules
from app.syllabus.models import CourseModule


@dataclass(frozen=True)
class OpenedEarly:
    """A module was opened before its time; `by` is a name, and None when the person is gone."""

    at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class DoorFacts:
    """A module, as far as its opening goes, to somebody who has done so much of the course."""

    key: str
    number: int
    title: str
    opening: Opening
    session_ends_at: datetime | None
    is_unlocked: bool
    is_seen: bool = False
    is_done: bool = False


@dataclass(frozen=True)
class ModuleDoor:
    """A module and what opens it to the people of a cohort, whatever each of them has done.

    `for_one` tells of the one person whose page it is.
    """

    facts: DoorFacts
    for_all: OpenedEarly | None
    for_one: OpenedEarly | None
    release: Release
    # Its steps that open later than it does, each with why as a sentence.
    waiting: tuple[str, ...] = ()

    @property
    def opens(self) -> str:
        """Why it is not open to everybody, and until when, as a sentence; empty: it is."""
        return self.release.sentence if isinstance(self.release, Locked) else ""

    @property
    def can_open_more(self) -> bool:
        """Whether there is something that somebody could open before its time."""
        return bool(self.opens or self.waiting)


@dataclass(frozen=True)
class CountedDoor:
    """A module of a cohort, and to how many people it is open, in words that give nobody away."""

    door: ModuleDoor
    open_to: str


def doors_of(
    db: Session, cohort: Cohort, enrolment_id: UUID | None = None, *, now: datetime
) -> list[ModuleDoor]:
    """The modules of a cohort by number, and when they open. Two statements.

    What a person has to do first is said, and not whether anybody has.
    """
    at = Standpoint(now, cohort.starts_on, cohort.time_zone, who_has="a person has")
    rows = [_facts(row) for row in db.execute(_modules(cohort, enrolment_id))]
    course = [facts for facts, _, _ in rows]
    waiting = waiting_steps(db, cohort.edition_id)
    doors = []
    for facts, for_all, for_one in rows:
        opened = release.of_module(facts, course, at)
        steps = [step for step in waiting if step.module_key == facts.key and not for_one]
        doors.append(
            ModuleDoor(facts, for_all, for_one, opened, _waiting(steps, facts, opened, at))
        )
    return doors


def _waiting(
    steps: Sequence[WaitingStep], module: DoorFacts, opened: Release, at: Standpoint
) -> tuple[str, ...]:
    """Where the module itself is open: which of its steps are not, and why."""
    if isinstance(opened, Locked):
        return ()
    found = [
        (step, release.of_step(step, steps, module=module, module_release=opened, at=at))
        for step in steps
    ]
    return tuple(
        f"“{step.title}” {lock.words[0].lower()}{lock.words[1:]}."
        for step, lock in found
        if isinstance(lock, Locked)
    )


def counted_doors(db: Session, cohort: Cohort, *, now: datetime) -> list[CountedDoor]:
    """The same with how many of those who take part each module is open to. Three statements."""
    doors = doors_of(db, cohort, now=now)
    at = Standpoint(now, cohort.starts_on, cohort.time_zone)
    people = done_modules(db, Enrolment.cohort_id == cohort.id).values()
    open_to = dict.fromkeys((door.facts.key for door in doors), 0)
    for person in people:
        course = [to_person(door.facts, person) for door in doors]
        for one in course:
            open_to[one.key] += release.of_module(one, course, at).is_open
    return [
        CountedDoor(door, _say_open_to(door, open_to[door.facts.key], len(people)))
        for door in doors
    ]


def _say_open_to(door: ModuleDoor, number: int, people: int) -> str:
    """Who may open a module: what is the same for everybody is exact, all else a shown number."""
    if door.release.is_open or (number == people and people >= FEWEST):
        return "Open to everybody"
    if number == 0:
        return "Not open yet"
    shown = shown_count(number)
    return f"Open to {shown.text if shown.is_suppressed else f'about {shown.text}'} people"


def _modules(cohort: Cohort, enrolment_id: UUID | None) -> Any:
    for_all, for_one, by_all, by_one = (
        *(aliased(Unlock), aliased(Unlock)),
        *(aliased(Person), aliased(Person)),
    )
    of_module = and_(for_all.cohort_id == cohort.id, for_all.module_key == CourseModule.key)
    of_person = and_(for_one.cohort_id == cohort.id, for_one.module_key == CourseModule.key)
    session = and_(SessionEnd.cohort_id == cohort.id, SessionEnd.module_key == CourseModule.key)
    return (
        select(
            *(CourseModule.key, CourseModule.number, CourseModule.title),
            *(CourseModule.opens_days, CourseModule.opens_after_session, CourseModule.needs),
            SessionEnd.ends_at,
            *(for_all.unlocked_at, by_all.name, for_one.unlocked_at, by_one.name),
        )
        .outerjoin(SessionEnd, session)
        .outerjoin(for_all, and_(of_module, for_all.enrolment_id.is_(None)))
        .outerjoin(by_all, by_all.id == for_all.unlocked_by_id)
        .outerjoin(for_one, and_(of_person, for_one.enrolment_id == enrolment_id))
        .outerjoin(by_one, by_one.id == for_one.unlocked_by_id)
        .where(CourseModule.edition_id == cohort.edition_id)
        .order_by(CourseModule.number)
    )


def _facts(row: Sequence[Any]) -> tuple[DoorFacts, OpenedEarly | None, OpenedEarly | None]:
    key, number, title, days, after_session, needs, ends_at, all_at, all_by, one_at, one_by = row
    return (
        DoorFacts(
            *(key, number, title, Opening(days, after_session, tuple(needs)), ends_at),
            is_unlocked=all_at is not None,
        ),
        OpenedEarly(all_at, all_by) if all_at else None,
        OpenedEarly(one_at, one_by) if one_at else None,
    )


def to_person(facts: DoorFacts, person: DoneModules) -> DoorFacts:
    """A module as it stands to somebody who has done so much of the course."""
    return DoorFacts(
        *(facts.key, facts.number, facts.title, facts.opening, facts.session_ends_at),
        is_unlocked=facts.is_unlocked or facts.key in person.unlocked,
        is_seen=facts.key in person.begun,
        is_done=facts.key in person.finished,
    )
