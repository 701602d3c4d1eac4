"""Runs builds: the row is the job, claimed by compare-and-set, stage by stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import structlog
from sqlalchemy import CursorResult, and_, or_, select, update
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort
from app.gateways.ports.press import MadeFile, Press, PressJam
from app.kit.clock import Clock
from app.kit.db import new_id
from app.kit.document import Document
from app.outputs.actions import finish, stages
from app.outputs.actions.retire import queue_missing, retire_run_out
from app.outputs.actions.stages import Found, Job
from app.outputs.models import Output, OutputBuild, OutputEdition
from app.outputs.rules.stages import (
    DONE,
    FAILED,
    GIVEN_UP,
    JAMMED,
    LEASE,
    MOST_TRIES,
    QUEUED,
    SHIFT,
    WORKING,
    Stage,
    stage_at,
)

log = structlog.get_logger()

Work = Callable[[Session, Job], Found]
WORK: dict[str, Work] = {
    "gather": stages.gather,
    "check": stages.check,
    "count": stages.count,
    "chart": stages.chart,
    "write": stages.write,
    "ask": finish.ask,
    "freeze": finish.freeze,
    "seal": finish.seal,
}


class ClaimLost(Exception):  # noqa: N818 - not an error: another worker has the build, or it starts over
    """This worker does not hold the build any more."""


@dataclass(frozen=True)
class Held:
    """A build in this worker's hands."""

    build_id: UUID
    purpose: str
    claim: UUID
    stage: int


def build_all(sessions: sessionmaker[Session], press: Press, *, clock: Clock) -> int:
    """Take down what ran out, then make everything that waits; returns how many builds it held.

    Ends after its shift, when it has finished what it had in its hands.
    """
    until = clock.now() + SHIFT
    with sessions.begin() as db:
        retire_run_out(db, now=clock.now())
    held = 0
    while clock.now() <= until and build_next(sessions, press, clock=clock):
        held += 1
    return held


def build_next(sessions: sessionmaker[Session], press: Press, *, clock: Clock) -> bool:
    """Claim the oldest build that waits, or that a dead worker left, and bring it to its end.

    Returns whether there was one. Each stage is a short transaction; files are made in none.
    """
    with sessions.begin() as db:
        held = claim_next(db, now=clock.now())
    if held is None:
        return False
    stage = stage_at(held.purpose, held.stage)
    try:
        while stage is not None:
            held = _do(sessions, press, held, stage, clock=clock)
            stage = stage_at(held.purpose, held.stage)
    except ClaimLost:
        pass
    except PressJam:
        with sessions.begin() as db:
            _move(db, held, {"state": FAILED, "reason": JAMMED, "finished_at": clock.now()})
    except Exception as error:  # noqa: BLE001 - one bad build must not keep the others waiting
        # Its claim runs out, and another try begins. The error's own words may be a person's.
        log.warning("build_stopped", build=str(held.build_id), error=type(error).__name__)
    return True


def claim_next(db: Session, *, now: datetime) -> Held | None:
    """Take one build; of two workers at the same moment one gets it."""
    left = and_(OutputBuild.state == WORKING, OutputBuild.claimed_until <= now)
    oldest = (
        select(OutputBuild.id)
        .where(or_(OutputBuild.state == QUEUED, left))
        .order_by(OutputBuild.created_at, OutputBuild.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    claim = new_id()
    row = db.execute(
        update(OutputBuild)
        .where(OutputBuild.id == oldest)
        .values(state=WORKING, claim=claim, claimed_until=now + LEASE, tries=OutputBuild.tries + 1)
        .returning(
            OutputBuild.id,
            OutputBuild.purpose,
            OutputBuild.stage,
            OutputBuild.tries,
        )
    ).one_or_none()
    if row is None:
        return None
    held = Held(row.id, row.purpose, claim, row.stage)
    if row.tries <= MOST_TRIES:
        return held
    _move(db, held, {"state": FAILED, "reason": GIVEN_UP, "finished_at": now})
    return claim_next(db, now=now)


def _do(
    sessions: sessionmaker[Session], press: Press, held: Held, stage: Stage, *, clock: Clock
) -> Held:
    """Do one stage and note it, or start over when what was written is out of date.

    Raises: ClaimLost.
    """
    file = _make_file(sessions, press, held, stage.file) if stage.file else None
    try:
        with sessions.begin() as db:
            now = clock.now()
            job = _job(db, held, now=now)
            if file is None:
                found = WORK[stage.key](db, job)
            else:
                found = finish.keep_file(db, job, stage.file, file)
            return _advance(db, held, found, job=job)
    except finish.OutOfDate:
        with sessions.begin() as db:
            _move(db, held, {"state": QUEUED, "stage": 0, "claim": None, "claimed_until": None})
        raise ClaimLost from None


def _make_file(
    sessions: sessionmaker[Session], press: Press, held: Held, file_format: str
) -> MadeFile:
    """Make a file of the frozen edition with no transaction open."""
    wanted = select(OutputEdition.document).where(OutputEdition.build_id == held.build_id)
    with sessions.begin() as db:
        tree = db.scalar(wanted)
    if tree is None:
        raise ClaimLost
    return press.make(Document.from_json(tree), file_format)


def _job(db: Session, held: Held, *, now: datetime) -> Job:
    row = db.execute(
        select(OutputBuild, Output, Cohort)
        .join(Output, Output.id == OutputBuild.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .where(OutputBuild.id == held.build_id, OutputBuild.claim == held.claim)
    ).one_or_none()
    if row is None:
        raise ClaimLost
    return Job(row[0], row[1], row[2], now)


def _advance(db: Session, held: Held, found: Found, *, job: Job) -> Held:
    """Note a finished stage, if the claim is still ours; without it all of the stage is undone."""
    stage = held.stage + 1
    values: Found = {**found, "stage": stage, "claimed_until": job.now + LEASE}
    is_last = stage_at(held.purpose, stage) is None
    if is_last:
        values |= {"state": DONE, "claim": None, "claimed_until": None, "reason": None}
        values["finished_at"] = job.now
    _move(db, held, values)
    if is_last:
        queue_missing(db, [job.output.id], now=job.now)
    return Held(held.build_id, held.purpose, held.claim, stage)


def _move(db: Session, held: Held, values: dict[str, Any]) -> None:
    """Change the build's row by compare-and-set.

    Raises: ClaimLost when the row is not as this worker left it.
    """
    done = db.execute(
        update(OutputBuild)
        .where(
            OutputBuild.id == held.build_id,
            OutputBuild.claim == held.claim,
            OutputBuild.stage == held.stage,
            OutputBuild.state == WORKING,
        )
        .values(**values)
    )
    if cast("CursorResult[Any]", done).rowcount != 1:
        raise ClaimLost
