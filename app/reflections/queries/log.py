"""A person's own log, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.gatherings.models import Gathering
from app.kit.paging import Page, nearest_page
from app.kit.times import in_zone, say_clock, say_date
from app.people.models import Person
from app.reflections.models import (
    BEGINNING,
    Reflection,
    ReflectionFeature,
    ReflectionVersion,
    SpokenReflection,
)
from app.reflections.queries.drafts import DraftLine, newest_drafts
from app.reflections.queries.frame import OWN, Frame, frame_of
from app.reflections.queries.watch import shared_now
from app.reflections.rules import LOG_PAGE
from app.reflections.rules.months import Month
from app.syllabus.models import CourseModule, Step


class LogLine(NamedTuple):
    """One entry as the log shows it; `versions` counts how often it was saved.

    Its time is in words here: told in a template, each line would ask for its zone three times.
    `begins` is the month where the line before is of another.
    """

    beginning: str
    about: list[str]
    begins: Month | None
    day: str
    clock: str
    id: UUID
    created_at: datetime
    versions: int
    module_title: str | None
    step_title: str | None
    session_title: str | None
    # Where it was said out loud: the day and with whom.
    said_on: date | None = None
    company: str | None = None


@dataclass(frozen=True)
class Log:
    """A page of a log, and what it stands in."""

    page: Page[LogLine]
    frame: Frame
    # Entries of which somebody can read a version now.
    shared: frozenset[UUID]
    # What is begun and not saved, on the first page; and whether there is more of it.
    drafts: list[DraftLine]
    more_drafts: bool


# Built once: putting it together takes longer than running it.
_newest = aliased(ReflectionVersion)
LATEST = (
    select(_newest.id, _newest.number, _newest.sealed, _newest.sealed_beginning)
    .where(_newest.reflection_id == Reflection.id)
    .order_by(_newest.number.desc())
    .limit(1)
    .lateral()
)
_features = (
    select(func.array_agg(ReflectionFeature.item_key))
    .where(ReflectionFeature.reflection_id == Reflection.id)
    .scalar_subquery()
)
NEWEST_FIRST = (Reflection.created_at.desc(), Reflection.id.desc())
LINES = (
    select(
        *(LATEST.c.id, LATEST.c.sealed_beginning, _features),
        *(Reflection.id, Reflection.created_at, LATEST.c.number),
        *(CourseModule.title, Step.title, Gathering.title),
        *(SpokenReflection.happened_on, SpokenReflection.company),
    )
    .select_from(Reflection)
    .join(LATEST, LATEST.c.number.is_not(None))
    .outerjoin(Step, Step.id == Reflection.step_id)
    .outerjoin(CourseModule, CourseModule.id == Step.module_id)
    .outerjoin(Gathering, Gathering.id == Reflection.gathering_id)
    .outerjoin(SpokenReflection, SpokenReflection.reflection_id == Reflection.id)
    .where(OWN)
    .order_by(*NEWEST_FIRST)
)
# Which entries are on a page is told by the index alone, before anything is looked up for them.
_there = aliased(Reflection)
_ON_PAGE = (
    select(_there.id)
    .where(_there.person_id == bindparam("person"), _there.deleted_at.is_(None))
    .order_by(_there.created_at.desc(), _there.id.desc())
    .offset(bindparam("skipped"))
    .limit(LOG_PAGE)
)
_PAGE = LINES.where(Reflection.id.in_(_ON_PAGE))


def log_page(db: Session, actor: Person, number: int, *, now: datetime) -> Log:
    """A page of the actor's own log, newest first; past the end, its last page.

    Two statements; one more when something is shared, and one when something is begun.
    Raises: CannotOpen.
    """
    frame = frame_of(db, actor, now=now)
    shown = nearest_page(number, frame.total, LOG_PAGE)
    facts = {"person": actor.id, "skipped": (shown - 1) * LOG_PAGE}
    # On the session's connection: these are columns, and the ORM would look through each row.
    lines = lines_from(frame, db.connection().execute(_PAGE, facts))
    shared = shared_now(db, actor, now=now) if frame.has_shares else frozenset[UUID]()
    drafts, more = newest_drafts(db, actor) if frame.has_drafts and shown == 1 else ([], False)
    return Log(Page(lines, shown, frame.total, LOG_PAGE), frame, shared, drafts, more)


def lines_from(frame: Frame, rows: Iterable[Sequence[Any]]) -> list[LogLine]:
    """Entries as lists show them, opened.

    Raises: CannotOpen.
    """
    if frame.key is None:
        return []
    labels = {feature.key: feature.label for feature in frame.features}
    lines, before = list[LogLine](), None
    for version_id, sealed, features, *shown_as_is in rows:
        made = in_zone(shown_as_is[1], frame.zone)
        month = made.year, made.month
        lines.append(
            LogLine(
                frame.key.open(sealed, BEGINNING, version_id),
                [labels[one] for one in labels if one in features] if features else [],
                Month(*month) if month != before else None,
                say_date(made),
                say_clock(shown_as_is[1], frame.zone),
                *shown_as_is,
            )
        )
        before = month
    return lines
