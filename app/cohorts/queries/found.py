"""The people of a cohort who are looked for, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.queries.people import Member
from app.cohorts.queries.stages import (
    Sought,
    asking,
    members_page,
    stage_counts,
    unreached_count,
)
from app.cohorts.queries.undelivered import unreached
from app.cohorts.rules import ASKED
from app.cohorts.rules.stages import UNREACHED
from app.kit.paging import Page

# So many who ask are shown above the list; more have a page of their own.
FEW = 3


@dataclass(frozen=True)
class Found:
    """One page of people, and how many with their part of a name there are of each kind.

    `counts` holds the stages, and UNREACHED; `asking` those who are to be answered above the list.
    """

    page: Page[Member]
    counts: Mapping[str, int]
    everybody: int
    unreached: Collection[UUID]
    asking: Sequence[Member]


def find_people(
    db: Session, cohort_id: UUID, sought: Sought, *, number: int, now: datetime
) -> Found:
    """The people who are looked for, fifty at a time; at most five statements."""
    counts = stage_counts(db, cohort_id, name=sought.name)
    everybody = sum(counts.values())
    counts[UNREACHED] = unreached_count(db, cohort_id, name=sought.name, now=now)
    total = counts.get(sought.stage, 0) if sought.stage else everybody
    page = members_page(db, cohort_id, number, sought, total=total, now=now)
    return Found(
        page,
        counts,
        everybody,
        unreached(db, cohort_id, [row.person.id for row in page.rows], now),
        asking(db, cohort_id) if _answers(sought, counts) else [],
    )


def _answers(sought: Sought, counts: Mapping[str, int]) -> bool:
    few = not sought.name and not sought.stage and counts.get(ASKED, 0) <= FEW
    return bool(counts.get(ASKED)) and (few or (sought.stage == ASKED and not sought.name))
