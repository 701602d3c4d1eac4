"""Runs builds: the row is the job, claimed by compare-and-set, stage by stage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session, sessionmaker

from app.cohorts.models import Cohort
from app.gateways.ports.press import CARD, MadeFile, Press, PressJam
from app.kit.clock import Clock
from app.kit.document import Document
from app.outputs.actions import finish, stages
from app.outputs.actions.claims import ClaimLost, Held, claim_next, move
from app.outputs.actions.prints import make_prints
from app.outputs.actions.queueing import queue_missing
from app.outputs.actions.retire import retire_run_out
from app.outputs.actions.stages import Found, Job
from app.outputs.models import Output, OutputBuild, OutputEdition
from app.outputs.queries.pictures import prints_of
from app.outputs.rules.cards import cover_of
from app.outputs.rules.stages import (
    DONE,
    FAILED,
    JAMMED,
    LEASE,
    LETTERS,
    PICTURES,
    QUEUED,
    SHIFT,
    Stage,
    stage_at,
)

log = structlog.get_logger()

Work = Callable[[Session, Job], Found]
Tree: TypeAlias = InstrumentedAttribute[dict[str, Any] | None]
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
            move(db, held, {"state": FAILED, "reason": JAMMED, "finished_at": clock.now()})
    except Exception as error:  # noqa: BLE001 - one bad build must not keep the others waiting
        # Its claim runs out, and another try begins. The error's own words may be a person's.
        log.warning("build_stopped", build=str(held.build_id), error=type(error).__name__)
    return True


def _do(
    sessions: sessionmaker[Session], press: Press, held: Held, stage: Stage, *, clock: Clock
) -> Held:
    """Do one stage and note it, or start over when what was written is out of date.

    Raises: ClaimLost.
    """
    try:
        work = _made_apart(sessions, press, held, stage, clock=clock)
        with sessions.begin() as db:
            now = clock.now()
            job = _job(db, held, now=now)
            return _advance(db, held, work(db, job), job=job)
    except finish.OutOfDate:
        with sessions.begin() as db:
            move(db, held, {"state": QUEUED, "stage": 0, "claim": None, "claimed_until": None})
        raise ClaimLost from None


def _made_apart(
    sessions: sessionmaker[Session], press: Press, held: Held, stage: Stage, *, clock: Clock
) -> Work:
    """What a stage does in its transaction, after all that takes long was done with none open.

    Raises: ClaimLost; OutOfDate.
    """
    if stage.file:
        made = _make_file(sessions, press, held, stage.file)
        return lambda db, job: finish.keep_file(db, job, stage.file, made)
    if stage is LETTERS:
        lacking = press.lacking(_tree(sessions, held, OutputBuild.document, OutputBuild.id))
        return lambda _db, job: stages.keep_letters(job, lacking)
    if stage is PICTURES:
        make_prints(sessions, held.build_id, still_ours=partial(_hold_on, held=held, clock=clock))
        return lambda _db, _job: {}
    return WORK[stage.key]


def _make_file(
    sessions: sessionmaker[Session], press: Press, held: Held, file_format: str
) -> MadeFile:
    """Make a file of the frozen edition with no transaction open."""
    document = _tree(sessions, held, OutputEdition.document, OutputEdition.build_id)
    if file_format == CARD:
        return press.make(cover_of(document, _number(sessions, held)), CARD)
    with sessions.begin() as db:
        prints = prints_of(db, held.build_id)
    return press.make(document, file_format, prints)


def _number(sessions: sessionmaker[Session], held: Held) -> int:
    """Which edition this build froze.

    Raises: ClaimLost when it is not there any more.
    """
    wanted = select(OutputEdition.number).where(OutputEdition.build_id == held.build_id)
    with sessions.begin() as db:
        number = db.scalar(wanted)
    if number is None:
        raise ClaimLost
    return number


def _tree(
    sessions: sessionmaker[Session], held: Held, tree: Tree, build_id: InstrumentedAttribute[UUID]
) -> Document:
    """What this build wrote or froze; nobody else's claim counts here, only that it is there."""
    with sessions.begin() as db:
        found = db.scalar(select(tree).where(build_id == held.build_id))
    if found is None:
        raise ClaimLost
    return Document.from_json(found)


def _hold_on(db: Session, *, held: Held, clock: Clock) -> None:
    """Keep the claim for as long again.

    Raises: ClaimLost.
    """
    move(db, held, {"claimed_until": clock.now() + LEASE})


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
    move(db, held, values)
    if is_last:
        queue_missing(db, [job.output.id], now=job.now)
    return Held(held.build_id, held.purpose, held.claim, stage)
