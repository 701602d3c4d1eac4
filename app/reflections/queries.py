"""Reads of a person's own reflective log; every statement names the person it reads for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import own_seats
from app.cohorts.rules import JOINED
from app.kit.paging import Page
from app.people.models import Person
from app.reflections.models import Reflection, ReflectionVersion
from app.reflections.rules import FIRST_WORDS, HOME_ZONE, LOG_PAGE, first_words
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class Origin:
    """The step where the writing began; `slug` is None once the person has left the cohort."""

    module_title: str
    step_title: str
    module_key: str
    step_key: str
    prompt: str | None
    slug: str | None


@dataclass(frozen=True)
class Entry:
    """A reflection with one of its versions; `latest` is the number of the newest."""

    reflection: Reflection
    version: ReflectionVersion
    latest: int
    origin: Origin | None

    @property
    def is_latest(self) -> bool:
        """Whether this is what the reflection says now."""
        return self.version.number == self.latest


@dataclass(frozen=True)
class LogLine:
    """One entry as the log shows it; `versions` counts how often it was saved."""

    id: UUID
    created_at: datetime
    versions: int
    beginning: str
    module_title: str | None
    step_title: str | None


@dataclass(frozen=True)
class VersionLine:
    """One version in the list of versions."""

    number: int
    written_at: datetime


def own_entry(
    db: Session, actor: Person, *, reflection_id: UUID, number: int | None = None
) -> Entry | None:
    """The actor's own reflection with its newest version, or the one with this number.

    None when there is no such thing or it is somebody else's: the database never gives out
    another person's text. One statement.
    """
    any_version = aliased(ReflectionVersion)
    newest = (
        select(func.max(any_version.number))
        .where(any_version.reflection_id == Reflection.id)
        .scalar_subquery()
    )
    wanted = newest if number is None else number
    statement = (
        _with_origin(select(Reflection, ReflectionVersion, newest, *_ORIGIN))
        .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
        .where(
            Reflection.id == reflection_id,
            Reflection.person_id == actor.id,
            ReflectionVersion.number == wanted,
        )
    )
    row: Sequence[Any] | None = db.execute(statement).one_or_none()
    if row is None:
        return None
    return Entry(row[0], row[1], row[2], Origin(*row[3:]) if row[3] else None)


def versions_of(db: Session, actor: Person, reflection_id: UUID) -> Sequence[VersionLine]:
    """The versions of the actor's own reflection, newest first. One statement."""
    rows: Iterable[Sequence[Any]] = db.execute(
        select(ReflectionVersion.number, ReflectionVersion.written_at)
        .join(Reflection, Reflection.id == ReflectionVersion.reflection_id)
        .where(Reflection.id == reflection_id, Reflection.person_id == actor.id)
        .order_by(ReflectionVersion.number.desc())
    )
    return [VersionLine(*row) for row in rows]


def log_page(db: Session, actor: Person, number: int) -> Page[LogLine]:
    """A page of the actor's own log, newest first. Two statements."""
    total = db.scalar(
        select(func.count()).select_from(Reflection).where(Reflection.person_id == actor.id)
    )
    page: Page[LogLine] = Page([], max(1, number), total or 0, LOG_PAGE)
    shown = min(page.number, page.last)
    newest = aliased(ReflectionVersion)
    latest = (
        select(newest.number, func.left(newest.text, 2 * FIRST_WORDS + 1).label("beginning"))
        .where(newest.reflection_id == Reflection.id)
        .order_by(newest.number.desc())
        .limit(1)
        .lateral()
    )
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(Reflection.id, Reflection.created_at, latest.c.number, latest.c.beginning),
            *(CourseModule.title, Step.title),
        )
        .select_from(Reflection)
        .join(latest, latest.c.number.is_not(None))
        .outerjoin(Step, Step.id == Reflection.step_id)
        .outerjoin(CourseModule, CourseModule.id == Step.module_id)
        .where(Reflection.person_id == actor.id)
        .order_by(Reflection.created_at.desc(), Reflection.id.desc())
        .offset((shown - 1) * LOG_PAGE)
        .limit(LOG_PAGE)
    )
    lines = [LogLine(*(*row[:3], first_words(row[3]), *row[4:])) for row in rows]
    return Page(lines, shown, page.total, LOG_PAGE)


def zone_for(db: Session, actor: Person) -> str:
    """The time zone of the person's newest cohort. One statement."""
    seats = own_seats(db, actor.id)
    return seats[0].cohort.time_zone if seats else HOME_ZONE


_ORIGIN = (
    *(CourseModule.title, Step.title, CourseModule.key, Step.key),
    *(Step.data["prompt"].astext, Cohort.slug),
)


def _with_origin(statement: Select[Any]) -> Select[Any]:
    still_there = and_(Enrolment.id == Reflection.enrolment_id, Enrolment.state == JOINED)
    return (
        statement.select_from(Reflection)
        .outerjoin(Step, Step.id == Reflection.step_id)
        .outerjoin(CourseModule, CourseModule.id == Step.module_id)
        .outerjoin(Enrolment, still_there)
        .outerjoin(Cohort, Cohort.id == Enrolment.cohort_id)
    )
