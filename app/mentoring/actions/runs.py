"""Asking for a matching, and setting one aside."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.mentoring.errors.runs import ChangedMeanwhile, DecidedAlready, NotReady, OneWaits
from app.mentoring.models import MatchingRun
from app.mentoring.rules.runs import (
    APPROVED,
    ASKED,
    FAILED,
    PROPOSED,
    SET_ASIDE,
    STEPS,
    UNDECIDED,
    WITH_PROPOSAL,
)
from app.people.models import Person


def ask_for_run(db: Session, actor: Person, *, request_key: UUID, now: datetime) -> UUID:
    """Ask the worker for a matching of everybody; its id. Two or three statements.

    The same form sent again gives the same run.
    Raises: OneWaits when there is one that nobody has decided on.
    """
    before = (
        select(MatchingRun.id)
        .where(MatchingRun.state.in_(WITH_PROPOSAL))
        .order_by(MatchingRun.asked_at.desc(), MatchingRun.id.desc())
        .limit(1)
    )
    asked = {
        "id": new_id(),
        "state": ASKED,
        "is_undecided": True,
        "asked_by_id": actor.id,
        "asked_at": now,
        "total": len(STEPS),
        "previous_id": db.scalar(before),
        "request_key": request_key,
    }
    made = insert(MatchingRun).values(asked).on_conflict_do_nothing().returning(MatchingRun.id)
    run_id = db.scalar(made)
    if run_id is not None:
        return run_id
    same = db.scalar(select(MatchingRun.id).where(MatchingRun.request_key == request_key))
    if same is None:
        raise OneWaits
    return same


def set_run_aside(
    db: Session, actor: Person, run_id: UUID, *, revision: int, now: datetime
) -> MatchingRun:
    """Leave everything as it is: nobody of this run is asked. One or two statements.

    It can be done while the worker is at it, which then stops. What was changed by hand after the
    actor looked is not set aside with it.
    Raises: NotFound, ChangedMeanwhile, DecidedAlready.
    """
    run = lock_run(db, run_id)
    if run.state == SET_ASIDE:
        return run
    if run.state not in UNDECIDED:
        raise _decided(db, run)
    check_revision(run, revision)
    decide(run, SET_ASIDE, actor, now=now)
    db.flush()
    return run


def lock_run(db: Session, run_id: UUID) -> MatchingRun:
    """A run as it stands now, held until the commit. One statement.

    Raises: NotFound.
    """
    run = db.scalar(
        select(MatchingRun)
        .where(MatchingRun.id == run_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if run is None:
        raise NotFound
    return run


def check_proposed(db: Session, run: MatchingRun) -> None:
    """Whether the run waits for a decision; one statement where it does not.

    Raises: NotReady, DecidedAlready.
    """
    if run.state != PROPOSED:
        raise _decided(db, run)


def check_revision(run: MatchingRun, revision: int) -> None:
    """Whether somebody decides on what they saw.

    Raises: ChangedMeanwhile.
    """
    if run.revision != revision:
        raise ChangedMeanwhile


def decide(run: MatchingRun, state: str, actor: Person, *, now: datetime) -> None:
    """Note what was decided, and by whom."""
    run.state, run.is_undecided, run.claimed_until = state, False, None
    run.decided_by_id, run.decided_at = actor.id, now


def _decided(db: Session, run: MatchingRun) -> NotReady | DecidedAlready:
    if run.state in UNDECIDED or run.state == FAILED:
        return NotReady()
    name = db.scalar(select(Person.name).where(Person.id == run.decided_by_id))
    return DecidedAlready(name or "", approved=run.state == APPROVED)
