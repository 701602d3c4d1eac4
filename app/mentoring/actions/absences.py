"""When one of the two cannot be reached: a kind word, a stated time, and then a kind end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Date, cast, exists, or_, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.mentoring.actions.ending_letters import lapse_missed, tell_closed, tell_missed
from app.mentoring.actions.entries import Entry, check_entry
from app.mentoring.actions.pairings import BY_CLOCK, lock_pairing, move_pairing
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import (
    CheckIn,
    MentoringAbsence,
    MentoringMeeting,
    NotebookEntry,
    Pairing,
)
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.endings import CAN_BE_MISSED, GAVE_UP, IN_TOUCH, OTHERWISE, WAIT_FOR
from app.mentoring.rules.states import ABSENT, CLOSED, LIVE, SUSPENDED

AT_ONCE = 100


def miss(db: Session, place: PairingPlace, entry: Entry, *, now: datetime) -> MentoringAbsence:
    """One of the two cannot reach the other; at most nine statements.

    The other gets a kind word by their own channel, and a coordinator is asked to ring them. Told
    twice it is one wait. Whoever says it is here themselves.
    Raises: NotFound for whoever may not, and where the other has been removed; NotFromHere.
    """
    check_entry(place, entry)
    missed = place.partner(entry.for_id).person_id
    pairing = lock_pairing(db, place.pairing.id)
    if missed is None:
        raise NotFound
    if pairing.state not in CAN_BE_MISSED:
        raise NotFromHere(pairing.state)
    waiting = _open(db, pairing.id)
    _settle([one for one in waiting if one.person_id != missed], IN_TOUCH, now=now)
    already = next((one for one in waiting if one.person_id == missed), None)
    if already is not None:
        return already
    made = MentoringAbsence(
        id=new_id(),
        pairing_id=pairing.id,
        person_id=missed,
        told_at=now,
        told_by_id=entry.actor.id,
        waits_until=now + WAIT_FOR,
    )
    db.add(made)
    db.flush()
    tell_missed(db, made, now=now)
    return made


def be_in_touch(db: Session, place: PairingPlace, entry: Entry, *, now: datetime) -> None:
    """Either of the two says that they are in touch again; at most five statements.

    Raises: NotFound for whoever may not; NotFromHere where nothing is under way.
    """
    check_entry(place, entry)
    state = lock_pairing(db, place.pairing.id).state
    if state not in LIVE:
        raise NotFromHere(state)
    waiting = _open(db, place.pairing.id)
    _settle(waiting, IN_TOUCH, now=now)
    db.flush()
    lapse_missed(db, [one.id for one in waiting])


def end_absences(db: Session, *, now: datetime) -> int:
    """Close the pairs in which somebody was waited for, and stayed away; says how many.

    Whoever gave a sign meanwhile is there: they met, wrote in the notebook or answered a question.
    What is on hold waits. Two statements, and at most eight for each; a hundred at once.
    """
    due = db.execute(
        select(MentoringAbsence, _gave_a_sign())
        .join(Pairing, Pairing.id == MentoringAbsence.pairing_id)
        .where(
            MentoringAbsence.settled_at.is_(None),
            MentoringAbsence.waits_until <= now,
            Pairing.state != SUSPENDED,
        )
        .order_by(MentoringAbsence.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, of=[Pairing, MentoringAbsence])
    ).all()
    closed = 0
    for absence, gave_a_sign in due:
        state = lock_pairing(db, absence.pairing_id).state
        if state not in CAN_BE_MISSED or gave_a_sign:
            _settle([absence], IN_TOUCH if gave_a_sign else OTHERWISE, now=now)
            continue
        _settle([absence], GAVE_UP, now=now)
        move_pairing(db, absence.pairing_id, CLOSED, by=BY_CLOCK, reason=ABSENT, now=now)
        tell_closed(db, absence.pairing_id, now=now)
        closed += 1
    db.flush()
    lapse_missed(db, [absence.id for absence, _ in due])
    return closed


def _open(db: Session, pairing_id: UUID) -> list[MentoringAbsence]:
    return list(
        db.scalars(
            select(MentoringAbsence).where(
                MentoringAbsence.pairing_id == pairing_id, MentoringAbsence.settled_at.is_(None)
            )
        )
    )


def _settle(absences: Iterable[MentoringAbsence], how: str, *, now: datetime) -> None:
    for one in absences:
        one.settled_at, one.settled_how = now, how


def _gave_a_sign() -> ColumnElement[bool]:
    pairing, person = MentoringAbsence.pairing_id, MentoringAbsence.person_id
    told_at = MentoringAbsence.told_at
    wrote = exists().where(
        NotebookEntry.pairing_id == pairing,
        NotebookEntry.author_id == person,
        NotebookEntry.written_at > told_at,
    )
    answered = exists().where(
        CheckIn.pairing_id == pairing, CheckIn.person_id == person, CheckIn.answered_at > told_at
    )
    met = exists().where(
        MentoringMeeting.pairing_id == pairing,
        MentoringMeeting.noted_at > told_at,
        MentoringMeeting.happened_on >= cast(told_at, Date),
    )
    return or_(wrote, answered, met)
