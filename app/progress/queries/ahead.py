"""What is still to open in a cohort, and when its people will be told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.times import start_of
from app.post.rules.topics import RELEASE
from app.progress.queries.announcing import courses_of
from app.progress.rules.announcing import opens_at, told_at

LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ReleaseAhead:
    """A letter that will be written when something opens.

    `number` and `title` are those of a module, and None for the course as a whole. `at` is when
    the letter goes, in UTC; None: no session on the module is planned yet.
    """

    number: int | None
    title: str | None
    at: datetime | None


def releases_ahead(db: Session, cohort: Cohort, *, now: datetime) -> list[ReleaseAhead]:
    """What will be told of when it opens, next first, and last what has no date. One statement.

    None where the cohort sends no such letters. Each person who takes part by then gets one.
    """
    if RELEASE not in cohort.reminders:
        return []
    return sorted(_ahead(db, cohort, now), key=lambda one: (one.at or LAST, one.number or 0))


def _ahead(db: Session, cohort: Cohort, now: datetime) -> Iterator[ReleaseAhead]:
    begins = start_of(cohort.starts_on, cohort.time_zone)
    if begins > now:
        yield ReleaseAhead(None, None, told_at(begins, cohort.time_zone))
    for module in courses_of(db, [cohort.id])[cohort.id].values():
        opens = opens_at(module.opening, module.session_ends_at, cohort.starts_on, cohort.time_zone)
        if not module.is_unlocked and (opens is None or opens > max(now, begins)):
            told = told_at(opens, cohort.time_zone) if opens else None
            yield ReleaseAhead(module.number, module.title, told)
