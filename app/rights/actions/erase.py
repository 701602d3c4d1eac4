"""Erasing people: the row is the job, claimed by compare-and-set, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session, sessionmaker

from app.kit.clock import Clock
from app.kit.db import changed, new_id
from app.people.models import Person
from app.rights.actions.erasing import Job, forgetting, leaving, naming, removing
from app.rights.actions.ledger import note_erasures
from app.rights.actions.places import Places
from app.rights.models import Erasure
from app.rights.queries.erasures import all_erased, was_erased
from app.rights.queries.retention import is_held
from app.rights.queries.traces import marks_of
from app.rights.rules.erasing import DONE, LEASE, OPEN, STEPS, WAITING, WORKING

log = structlog.get_logger()
Work = Callable[[Session, Job], dict[str, Any]]

WORK: dict[str, Work] = {
    "leave": leaving.leave,
    "take_back": leaving.take_words_back,
    "former": naming.take_former_names_out,
    "rows": removing.remove_rows,
    "names": naming.take_names_out,
    "files": naming.remove_files,
    "check": naming.look_for_traces,
    "forget": forgetting.forget,
}


@dataclass(frozen=True)
class Held:
    """An erasure in this worker's hands."""

    id: UUID
    person_id: UUID
    claim: UUID
    step: int


class ClaimLost(Exception):  # noqa: N818 - not an error: another worker goes on
    """This worker does not hold the erasure any more."""


def erase_due(sessions: sessionmaker[Session], places: Places, *, clock: Clock) -> int:
    """Erase whoever is due, and go on where a worker died; returns how many were finished.

    Each step is one transaction that can be done again.
    """
    done = 0
    while (held := _claim(sessions, now=clock.now())) is not None:
        try:
            while held.step < len(STEPS):
                held = _do(sessions, held, places, now=clock.now())
        except ClaimLost:
            continue
        except Exception as error:  # noqa: BLE001 - one that fails must not keep others waiting
            # Its claim runs out, and another try begins. The error's words may be a person's.
            log.warning("erasure_stopped", erasure=str(held.id), error=type(error).__name__)
            continue
        done += 1
    return done


def reapply_erasures(
    db: Session, erasures: Mapping[UUID, datetime], places: Places, *, now: datetime
) -> int:
    """Erase again, in this transaction, whoever a backup brought back; returns how many were.

    `erasures`: who was erased and when, from the ledger. Whoever is erased here is passed over, so
    it is safe to do again. Database and ledger know of all of them afterwards, also of those who
    are not in this backup: another may hold them.
    """
    again = 0
    for person_id, erased_at in erasures.items():
        if was_erased(db, person_id):
            continue
        person = db.get(Person, person_id)
        found = _all_steps(db, Job(person, marks_of(person), places, now)) if person else {}
        done = {"state": DONE, "erased_at": erased_at, "step": len(STEPS), **found}
        if not changed(db, update(Erasure).where(*_is_open(person_id)).values(**done)):
            times = {"asked_at": erased_at, "due_at": erased_at}
            db.add(Erasure(person_id=person_id, **times, **done))
        db.flush()
        again += person is not None
    # The next restore may have nothing but this ledger to go by.
    note_erasures(places.data_dir, {**all_erased(db), **erasures})
    return again


def _all_steps(db: Session, job: Job) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for work in WORK.values():
        found |= work(db, job)
    return found


def _is_open(person_id: UUID) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Erasure.person_id == person_id, Erasure.state.in_(OPEN)


def _claim(sessions: sessionmaker[Session], *, now: datetime) -> Held | None:
    left = and_(Erasure.state == WORKING, Erasure.claimed_until <= now)
    due = and_(Erasure.state == WAITING, Erasure.due_at <= now)
    oldest = (
        select(Erasure.id)
        # A hold that came meanwhile stops it.
        .where(or_(due, left), ~is_held(Erasure.person_id))
        .order_by(Erasure.due_at, Erasure.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    claim = new_id()
    taken = (
        update(Erasure)
        .where(Erasure.id == oldest)
        .values(state=WORKING, claim=claim, claimed_until=now + LEASE, tries=Erasure.tries + 1)
        .returning(Erasure.id, Erasure.person_id, Erasure.step)
    )
    with sessions.begin() as db:
        row = db.execute(taken).one_or_none()
    return Held(row.id, row.person_id, claim, row.step) if row else None


def _do(sessions: sessionmaker[Session], held: Held, places: Places, *, now: datetime) -> Held:
    """Do one step and note it, if the claim is still ours; without it all of it is undone.

    Raises: ClaimLost.
    """
    step = held.step + 1
    values: dict[str, Any] = {"step": step, "claimed_until": now + LEASE}
    ours = (Erasure.id == held.id, Erasure.claim == held.claim, Erasure.step == held.step)
    with sessions.begin() as db:
        # Whoever looks for work passes over a row that is held: a step may take longer than its
        # lease, and two workers that undo each other would never end.
        # A hold stops it between two steps as well: nobody can set one while this row is held.
        may_go_on = select(Erasure.id).where(*ours, ~is_held(Erasure.person_id))
        if db.scalar(may_go_on.with_for_update()) is None:
            raise ClaimLost
        person = db.get(Person, held.person_id)
        name = STEPS[held.step]
        if name == "note":
            note_erasures(places.data_dir, {**all_erased(db), held.person_id: now})
        elif person is not None:
            values |= WORK[name](db, Job(person, marks_of(person), places, now))
        if step == len(STEPS):
            values |= {"state": DONE, "erased_at": now, "claim": None, "claimed_until": None}
        if changed(db, update(Erasure).where(*ours).values(**values)) != 1:
            raise ClaimLost
    return Held(held.id, held.person_id, held.claim, step)
