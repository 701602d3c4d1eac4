"""Noting in one tap that two people met, that they did not, or that a tap was a slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.helping.queries.entering import Entering, may_enter_for
from app.helping.rules import MEETINGS
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.times import in_zone
from app.mentoring.actions.meetings import meeting_now
from app.mentoring.actions.pairings import lock_pairing
from app.mentoring.errors.meetings import DayWrong, HoursStand, HowNeeded, ModeNeeded, NotYet
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import MentoringHours, MentoringMeeting, Pairing
from app.mentoring.policy.pairings import is_member, may_coordinate
from app.mentoring.queries.meetings import MeetingPlace
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.meetings import (
    ENTERED,
    HAPPENED,
    MISSED,
    PAGE,
    PLANNED,
    TEXT,
    is_good_day,
)
from app.mentoring.rules.states import LIVE
from app.mentoring.rules.topics import CONTACT_MODES
from app.people.models import Person


@dataclass(frozen=True)
class Told:
    """Who says that they met, and by which way; `actor` enters it, for themselves or for `for_`."""

    actor: Person
    for_: Person
    via: str = PAGE


def note_meeting(
    db: Session,
    place: PairingPlace,
    told: Told,
    *,
    mode: str,
    day: date,
    now: datetime,
) -> tuple[MentoringMeeting, bool]:
    """The two met on this day, also without a plan; flushed. At most seven statements.

    A plan for the same day that has begun is the meeting meant, and so is one of this kind that
    was noted for the same day already, by the other or by a second tap. Says whether it is new.
    Raises: NotFound for whoever may not; NotFromHere, DayWrong, ModeNeeded, HowNeeded.
    """
    zone = told.for_.time_zone
    if mode not in CONTACT_MODES:
        raise ModeNeeded
    if not is_good_day(day, in_zone(now, zone).date()):
        raise DayWrong
    pairing = _held(db, place, told, now)
    meeting = _same(db, pairing, mode, day, zone, now)
    if meeting is None:
        meeting = MentoringMeeting(
            id=new_id(),
            pairing_id=pairing.id,
            mode=mode,
            state=PLANNED,
            planned_by_id=told.actor.id,
            planned_at=now,
            request_key=new_id(),
        )
        db.add(meeting)
    return meeting, _happened(db, pairing, meeting, told, day=day, now=now)


def note_planned(
    db: Session, at: MeetingPlace, told: Told, *, now: datetime
) -> tuple[MentoringMeeting, bool]:
    """A meeting that was planned did happen, on its day; flushed. At most five statements.

    It can be said once it has begun. Says whether it is new.
    Raises: NotFound for whoever may not; NotFromHere, NotYet, HowNeeded.
    """
    pairing = _held(db, at.place, told, now)
    meeting = meeting_now(db, at)
    if not meeting.has_begun(now):
        raise NotYet
    starts_at = meeting.starts_at or now
    day = meeting.happened_on or in_zone(starts_at, told.for_.time_zone).date()
    return meeting, _happened(db, pairing, meeting, told, day=day, now=now)


def note_missed(db: Session, at: MeetingPlace, actor: Person, *, now: datetime) -> bool:
    """A meeting that was planned did not happen, or one was noted by a slip. Flushed.

    One that was never planned and counts no hours goes altogether. Says whether anything changed.
    At most six statements.
    Raises: NotFound for whoever may not; NotFromHere, NotYet, HoursStand.
    """
    pairing = _held(db, at.place, Told(actor, actor), now)
    meeting = meeting_now(db, at)
    if not meeting.has_begun(now):
        raise NotYet
    if meeting.state == MISSED:
        return False
    counted = exists().where(MentoringHours.meeting_id == meeting.id)
    if meeting.state == HAPPENED and db.scalar(select(counted)):
        raise HoursStand
    if meeting.starts_at is None:
        db.delete(meeting)
    else:
        meeting.state, meeting.happened_on, meeting.minutes = MISSED, None, None
        meeting.noted_by_id, meeting.noted_via, meeting.noted_at = actor.id, PAGE, now
    db.flush()
    _keep_last(db, pairing)
    return True


def _held(db: Session, place: PairingPlace, told: Told, now: datetime) -> Pairing:
    """The pairing, held; one of the two says it, or a coordinator who is neither enters it.

    So does whom one of them chose to help with it; one statement more.

    What came by text was sent by one of the two, and so is told by themselves.
    """
    is_own = told.actor.id == told.for_.id
    if is_own:
        may = is_member(told.actor, place)
    else:
        entering = Entering(told.for_.id, MEETINGS, runs_it=may_coordinate(told.actor, place))
        may = may_enter_for(db, told.actor, entering, now=now, hold=True)
        may = may and not is_member(told.actor, place)
    if not (may and is_member(told.for_, place)):
        raise NotFound
    if told.via not in ((PAGE, TEXT) if is_own else ENTERED):
        raise HowNeeded
    pairing = lock_pairing(db, place.pairing.id)
    if pairing.state not in LIVE:
        raise NotFromHere(pairing.state)
    return pairing


def _same(
    db: Session, pairing: Pairing, mode: str, day: date, zone: str, now: datetime
) -> MentoringMeeting | None:
    """What is meant by a tap for this day, if it is there already."""
    rows = db.scalars(
        select(MentoringMeeting)
        .where(
            MentoringMeeting.pairing_id == pairing.id,
            ((MentoringMeeting.state == HAPPENED) & (MentoringMeeting.happened_on == day))
            | ((MentoringMeeting.state == PLANNED) & (MentoringMeeting.starts_at <= now)),
        )
        .order_by(MentoringMeeting.starts_at, MentoringMeeting.id)
        .execution_options(populate_existing=True)
    ).all()
    noted = [one for one in rows if one.state == HAPPENED and one.mode == mode]
    planned = [
        one
        for one in rows
        if one.state == PLANNED and one.starts_at and in_zone(one.starts_at, zone).date() == day
    ]
    return next(iter([*noted, *planned]), None)


def _happened(
    db: Session,
    pairing: Pairing,
    meeting: MentoringMeeting,
    told: Told,
    *,
    day: date,
    now: datetime,
) -> bool:
    if meeting.state == HAPPENED:
        return False
    meeting.state, meeting.happened_on = HAPPENED, day
    if meeting.starts_at and meeting.ends_at:
        meeting.minutes = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
    meeting.noted_by_id, meeting.noted_via, meeting.noted_at = told.actor.id, told.via, now
    db.flush()
    _keep_last(db, pairing)
    return True


def _keep_last(db: Session, pairing: Pairing) -> None:
    pairing.last_met_on = db.scalar(
        select(func.max(MentoringMeeting.happened_on)).where(
            MentoringMeeting.pairing_id == pairing.id, MentoringMeeting.state == HAPPENED
        )
    )
    db.flush()
