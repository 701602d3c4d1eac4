"""Runs of the matching as a coordinator sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.mentoring.models import MatchingRun
from app.mentoring.rules.runs import UNDECIDED
from app.people.models import Person


@dataclass(frozen=True)
class RunFacts:
    """A run, and who asked for it and decided on it; no name: nobody, or erased."""

    run: MatchingRun
    asked_by: str | None
    decided_by: str | None
    # When the run before it was asked for, and whether the same went into it.
    previous_at: datetime | None
    is_same: bool


@dataclass(frozen=True)
class RunsPage:
    """All runs, the newest first; `waits` is the one that nobody has decided on."""

    page: Page[RunFacts]
    waits: MatchingRun | None


def run_facts(db: Session, _actor: Person, *, run_id: UUID, **_more: object) -> RunFacts | None:
    """A run, for guards; whatever else the address names is for the view. One statement."""
    row = db.execute(_RUNS.where(MatchingRun.id == bindparam("run")), {"run": run_id}).one_or_none()
    return _facts(row) if row else None


def runs_page(db: Session, wanted: int) -> RunsPage:
    """One page of all runs, and the one that waits. Three statements."""
    total = db.scalar(select(func.count()).select_from(MatchingRun)) or 0
    number = nearest_page(wanted, total)
    rows = db.execute(
        _RUNS.order_by(MatchingRun.asked_at.desc(), MatchingRun.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    found = [_facts(row) for row in rows]
    waits = db.scalar(select(MatchingRun).where(MatchingRun.state.in_(UNDECIDED)))
    return RunsPage(Page(found, number, total), waits)


_asker, _decider, _before = aliased(Person), aliased(Person), aliased(MatchingRun)
_RUNS: Select[MatchingRun, str, str, datetime, bool] = (
    select(
        *(MatchingRun, _asker.name, _decider.name, _before.asked_at),
        func.coalesce(
            (_before.digest == MatchingRun.digest) & (_before.rules == MatchingRun.rules), False
        ),
    )
    .outerjoin(_asker, _asker.id == MatchingRun.asked_by_id)
    .outerjoin(_decider, _decider.id == MatchingRun.decided_by_id)
    .outerjoin(_before, _before.id == MatchingRun.previous_id)
)


def _facts(row: tuple[MatchingRun, str | None, str | None, datetime | None, bool]) -> RunFacts:
    return RunFacts(*row)
