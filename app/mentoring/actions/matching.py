"""Works out runs: the row is the job, claimed by compare-and-set, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.orm import Session, sessionmaker

from app.kit.clock import Clock
from app.kit.db import changed, new_id
from app.mentoring.models import MatchingLine, MatchingRun
from app.mentoring.queries.matching_input import read_entrants
from app.mentoring.rules.matching import LEFT, Matching, match
from app.mentoring.rules.runs import (
    ASKED,
    FAILED,
    LEASE,
    MOST_TRIES,
    PROPOSED,
    RUNNING,
    STEPS,
    kept_in_lines,
)

log = structlog.get_logger()


class ClaimLost(Exception):  # noqa: N818 - not an error: another worker has it, or it was set aside
    """This worker does not hold the run any more."""


@dataclass
class Held:
    """A run in this worker's hands; `until` is when the claim runs out, and marks it as ours."""

    run_id: UUID
    until: datetime


def match_all(sessions: sessionmaker[Session], *, clock: Clock) -> int:
    """Work out every run that waits; returns how many this worker held."""
    held = 0
    while match_next(sessions, clock=clock):
        held += 1
    return held


def match_next(sessions: sessionmaker[Session], *, clock: Clock) -> bool:
    """Claim the run that waits, or that a dead worker left, and bring it to its proposal.

    Returns whether there was one. Reading, each note of how far it is, and writing are each a
    short transaction; the thinking happens in none.
    """
    with sessions.begin() as db:
        held = claim_next(db, now=clock.now())
    if held is None:
        return False
    try:
        _work_out(sessions, held, clock=clock)
    except ClaimLost:
        pass
    except Exception as error:  # noqa: BLE001 - its claim runs out, and another try begins
        # The error's own words may be a person's.
        log.warning("matching_stopped", run=str(held.run_id), error=type(error).__name__)
    return True


def claim_next(db: Session, *, now: datetime) -> Held | None:
    """Take one run; of two workers at the same moment one gets it. One statement, or a few.

    One that was tried often enough is given up.
    """
    left = and_(MatchingRun.state == RUNNING, MatchingRun.claimed_until <= now)
    oldest = (
        select(MatchingRun.id)
        .where(or_(MatchingRun.state == ASKED, left))
        .order_by(MatchingRun.asked_at, MatchingRun.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    row = db.execute(
        update(MatchingRun)
        .where(MatchingRun.id == oldest)
        .values(
            state=RUNNING,
            claimed_until=now + LEASE,
            tries=MatchingRun.tries + 1,
            done=0,
            total=len(STEPS),
        )
        .returning(MatchingRun.id, MatchingRun.tries)
    ).one_or_none()
    if row is None:
        return None
    held = Held(row.id, now + LEASE)
    if row.tries <= MOST_TRIES:
        return held
    _note(
        db,
        held,
        {"state": FAILED, "is_undecided": False, "claimed_until": None, "finished_at": now},
    )
    return claim_next(db, now=now)


def _work_out(sessions: sessionmaker[Session], held: Held, *, clock: Clock) -> None:
    """Read, think, write.

    Raises: ClaimLost.
    """
    with sessions.begin() as db:
        entrants = read_entrants(db)
    step = iter(range(1, len(STEPS)))

    def told() -> None:
        _come_to(sessions, held, next(step), now=clock.now())

    told()
    found = match(entrants.pool, told)
    with sessions.begin() as db:
        now = clock.now()
        _note(
            db,
            held,
            {
                "state": PROPOSED,
                "done": len(STEPS),
                "digest": found.digest,
                "rules": found.rules,
                "claimed_until": None,
                "finished_at": now,
            },
        )
        if rows := list(_lines(held.run_id, found)):
            db.execute(insert(MatchingLine), rows)


def _come_to(sessions: sessionmaker[Session], held: Held, done: int, *, now: datetime) -> None:
    """Note how far it is, and hold the run for longer."""
    with sessions.begin() as db:
        _note(db, held, {"done": done, "claimed_until": now + LEASE})
    held.until = now + LEASE


def _note(db: Session, held: Held, values: dict[str, Any]) -> None:
    """Change the run's row by compare-and-set. One statement.

    Raises: ClaimLost when the row is not as this worker left it.
    """
    ours = (
        MatchingRun.id == held.run_id,
        MatchingRun.state == RUNNING,
        MatchingRun.claimed_until == held.until,
    )
    if changed(db, update(MatchingRun).where(*ours).values(**values)) != 1:
        raise ClaimLost


def _lines(run_id: UUID, found: Matching) -> Iterator[dict[str, Any]]:
    """Rows for all pairs and for everybody who is left, without what only the two are to read."""
    pairs = ((pair.person_id, pair.other_id, pair.origin, pair.reasons) for pair in found.pairs)
    left = ((one.person_id, None, LEFT, one.reasons) for one in found.left)
    for person_id, other_id, origin, reasons in chain(pairs, left):
        yield {
            "id": new_id(),
            "run_id": run_id,
            "person_id": person_id,
            "other_id": other_id,
            "origin": origin,
            "reasons": kept_in_lines(reasons),
        }
