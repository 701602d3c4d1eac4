"""A person's own log, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.gatherings.models import Gathering
from app.kit.paging import Page, nearest_page
from app.kit.sealing import DataKey
from app.people.models import Person
from app.reflections.models import BEGINNING, Reflection, ReflectionVersion, SpokenReflection
from app.reflections.queries.zone import NEWEST_ZONE
from app.reflections.rules import HOME_ZONE, LOG_PAGE
from app.syllabus.models import CourseModule, Step
from app.vault.models import VaultKey
from app.vault.queries import opened


@dataclass(frozen=True)
class LogLine:
    """One entry as the log shows it; `versions` counts how often it was saved."""

    beginning: str
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
    """A page of a log, and the time zone in which its times are told."""

    page: Page[LogLine]
    zone: str


# Both statements are built once: putting them together takes longer than running them.
_OWN = Reflection.person_id == bindparam("person")
_KEY = select(VaultKey.locked).where(VaultKey.owner_id == bindparam("person")).scalar_subquery()
_SIZE = select(func.count(Reflection.id), NEWEST_ZONE.scalar_subquery(), _KEY).where(_OWN)

_newest = aliased(ReflectionVersion)
_latest = (
    select(_newest.id, _newest.number, _newest.sealed_beginning)
    .where(_newest.reflection_id == Reflection.id)
    .order_by(_newest.number.desc())
    .limit(1)
    .lateral()
)
_LINES = (
    select(
        *(_latest.c.id, _latest.c.sealed_beginning),
        *(Reflection.id, Reflection.created_at, _latest.c.number),
        *(CourseModule.title, Step.title, Gathering.title),
        *(SpokenReflection.happened_on, SpokenReflection.company),
    )
    .select_from(Reflection)
    .join(_latest, _latest.c.number.is_not(None))
    .outerjoin(Step, Step.id == Reflection.step_id)
    .outerjoin(CourseModule, CourseModule.id == Step.module_id)
    .outerjoin(Gathering, Gathering.id == Reflection.gathering_id)
    .outerjoin(SpokenReflection, SpokenReflection.reflection_id == Reflection.id)
    .where(_OWN)
    .order_by(Reflection.created_at.desc(), Reflection.id.desc())
    .offset(bindparam("skipped"))
    .limit(LOG_PAGE)
)


def log_page(db: Session, actor: Person, number: int) -> Log:
    """A page of the actor's own log, newest first; past the end, its last page. Two statements.

    Raises: CannotOpen.
    """
    total, zone, locked = db.execute(_SIZE, {"person": actor.id}).one()
    shown = nearest_page(number, total, LOG_PAGE)
    skipped = (shown - 1) * LOG_PAGE
    rows: Iterable[Sequence[Any]] = db.execute(_LINES, {"person": actor.id, "skipped": skipped})
    key = opened(db, locked, actor.id) if locked else None
    lines = [_line(key, *row) for row in rows if key]
    return Log(Page(lines, shown, total, LOG_PAGE), zone or HOME_ZONE)


def _line(key: DataKey, version_id: UUID, sealed: bytes, *shown_as_is: Any) -> LogLine:
    return LogLine(key.open(sealed, BEGINNING, version_id), *shown_as_is)
