"""Makes a small course and a person on their way through it, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED, PARTICIPANT
from app.kit.db import new_id
from app.kit.times import start_of
from app.people.models import Person
from app.progress.models import StepProgress
from app.progress.queries import StepAddress
from app.progress.rules import PAPER, Entry
from app.syllabus.models import CourseModule, Edition, Step
from tests.clock import NOON
from tests.make.people import make_person

_numbers = count(1)
TODAY = NOON.date()

PROMPT = "Think of a day that went well. What made it good?"
QUESTIONS: list[dict[str, Any]] = [
    {
        "key": "first",
        "text": "Which comes first?",
        "options": [
            {"key": "listen", "text": "Listening", "right": True, "feedback": "Yes, listening."},
            {"key": "fix", "text": "Fixing", "right": False, "feedback": "Fixing can wait a bit."},
        ],
    },
    {
        "key": "second",
        "text": "Who decides?",
        "options": [
            {"key": "all", "text": "All of us", "right": True, "feedback": "Yes, together."},
            {"key": "one", "text": "One of us", "right": False, "feedback": "Others know more."},
        ],
    },
]
# Key, kind, minutes and data of each step.
STEPS: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
    ("welcome", "read", 5, {"without_a_computer": "<p>Ask someone to read it to you.</p>"}),
    ("story", "case_study", 10, {}),
    ("check", "knowledge_check", 5, {"questions": QUESTIONS}),
    ("reflect", "reflection", 10, {"prompt": PROMPT}),
    ("act", "activity", 20, {"done_when": "You asked one person what matters to them."}),
)


@dataclass(frozen=True)
class Way:
    """A person, their seat in a cohort, and the course of that cohort."""

    person: Person
    cohort: Cohort
    enrolment: Enrolment
    modules: list[CourseModule]
    steps: dict[str, Step]
    """The steps of the first module, by key."""

    def at(self, key: str) -> StepAddress:
        """A step of the first module on this person's way."""
        first = self.modules[0].key
        return StepAddress(self.enrolment.id, first, key)

    def address(self, key: str = "", end: str = "") -> str:
        """The web address of a step of the first module, or of the module."""
        return f"/modules/{self.cohort.slug}/{self.modules[0].key}/{key}{end}"


def make_module(
    db: Session,
    edition_id: UUID,
    number: int = 1,
    steps: Sequence[tuple[str, str, int, dict[str, Any]]] = STEPS,
) -> CourseModule:
    """A module with steps, flushed."""
    module = CourseModule(
        edition_id=edition_id,
        key=f"module-{number}",
        number=number,
        title=f"Module title {number}",
        summary="What this module is about.",
        aims=["Say what matters to you."],
        minutes=sum(minutes for _, _, minutes, _ in steps),
    )
    db.add(module)
    db.flush()
    for position, (key, kind, minutes, data) in enumerate(steps, start=1):
        step = Step(module_id=module.id, key=key, position=position, kind=kind, minutes=minutes)
        step.title = f"Step {key}"
        step.html = f"<p>The words of {key}.</p>"
        step.data = data
        db.add(step)
    db.flush()
    return module


def make_edition(db: Session) -> Edition:
    """An edition without modules, flushed."""
    edition = Edition(
        key=f"course-{next(_numbers)}",
        title="The course",
        digest="none",
        loaded_at=NOON,
        published_at=NOON,
    )
    db.add(edition)
    db.flush()
    return edition


def make_seat(
    db: Session,
    cohort: Cohort,
    person: Person,
    *,
    role: str = PARTICIPANT,
    state: str = JOINED,
) -> Enrolment:
    """A person in a cohort, flushed."""
    enrolment = Enrolment(
        cohort_id=cohort.id,
        person_id=person.id,
        role=role,
        standing="pcn_staff",
        state=state,
        added_at=NOON,
    )
    db.add(enrolment)
    db.flush()
    return enrolment


def make_way(
    db: Session, *, modules: int = 1, person: Person | None = None, state: str = JOINED
) -> Way:
    """A new cohort on a new course of small modules, with one person in it; committed."""
    edition = make_edition(db)
    course = [make_module(db, edition.id, number) for number in range(1, modules + 1)]
    number = next(_numbers)
    cohort = Cohort(
        slug=f"cohort-{number}",
        name=f"Cohort {number}",
        edition_id=edition.id,
        time_zone="Europe/London",
        starts_on=NOON.date(),
        created_at=NOON,
    )
    db.add(cohort)
    db.flush()
    who = person or make_person(db)
    enrolment = make_seat(db, cohort, who, state=state)
    steps = {step.key: step for step in db.query(Step).filter_by(module_id=course[0].id)}
    db.commit()
    return Way(who, cohort, enrolment, course, steps)


def make_entry(
    typist: Person,
    *,
    on: date = TODAY,
    how: str = PAPER,
    key: UUID | None = None,
    zone: str = "Europe/London",
) -> Entry:
    """Something typed in for a person, as a form says it."""
    return Entry(typist.id, how, on, start_of(on, zone), key or new_id())


def finish_steps(db: Session, cohort: Cohort, *, people: int, done: int) -> None:
    """New people in the cohort, some of whom have done the first step; committed."""
    step = db.scalars(
        select(Step)
        .join(CourseModule, CourseModule.id == Step.module_id)
        .where(CourseModule.edition_id == cohort.edition_id)
        .order_by(CourseModule.number, Step.position)
        .limit(1)
    ).one()
    for number in range(people):
        seat = make_seat(db, cohort, make_person(db, name=f"Person {number}"))
        at = NOON if number < done else None
        way = StepProgress(enrolment_id=seat.id, step_id=step.id, seen_at=NOON, visited_at=NOON)
        way.done_at = at
        way.done_by_rule, way.rule_version = ("marked", 1) if at else (None, None)
        db.add(way)
    db.commit()
