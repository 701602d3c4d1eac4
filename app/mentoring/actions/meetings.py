"""Planning a meeting of a pair, changing it and calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.kit.times import to_utc
from app.mentoring.actions.meeting_letters import tell_cancelled, tell_changed, tell_planned
from app.mentoring.actions.pairings import lock_pairing
from app.mentoring.errors import meetings as errors
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.models import MentoringMeeting, Pairing
from app.mentoring.policy.pairings import is_member
from app.mentoring.queries.meetings import MeetingPlace
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.meetings import (
    CANCELLED,
    FARTHEST,
    LONGEST,
    LONGEST_PLACE,
    PLANNED,
    SHORTEST,
)
from app.mentoring.rules.states import LIVE
from app.mentoring.rules.topics import CONTACT_MODES
from app.people.models import Person
from app.people.rules import clean_lines


@dataclass(frozen=True)
class MeetingPlan:
    """When, for how long, how and where two people meet: a time of the clock where one of them is.

    `zone` is the zone of whoever writes it.
    """

    day: date
    clock: time
    minutes: int
    mode: str
    place: str
    zone: str


def plan_meeting(
    db: Session,
    place: PairingPlace,
    actor: Person,
    plan: MeetingPlan,
    *,
    request_key: UUID,
    now: datetime,
) -> MentoringMeeting:
    """Plan a meeting of the two, tell the other and remind both; flushed. Four statements.

    The same plan of the same form gives the same meeting; another plan is another meeting.
    Raises: NotFound for whoever is not one of the two; NotFromHere; NoSuchTime, and the refusals
    of a plan.
    """
    facts = _checked(plan, now)
    pairing = held(db, place, actor)
    sending = sending_key(request_key, pairing.id, *facts.values())
    earlier = db.scalar(select(MentoringMeeting).where(MentoringMeeting.request_key == sending))
    if earlier is not None:
        return earlier
    made = MentoringMeeting(
        id=new_id(),
        pairing_id=pairing.id,
        state=PLANNED,
        planned_by_id=actor.id,
        planned_at=now,
        request_key=sending,
        **facts,
    )
    db.add(made)
    db.flush()
    tell_planned(db, place, made, actor, now=now)
    return made


def change_meeting(
    db: Session, at: MeetingPlace, actor: Person, plan: MeetingPlan, *, seen: int, now: datetime
) -> bool:
    """Change a meeting that is ahead; False when it is so already. Flushed. Five statements.

    `seen` is the sequence that the form was opened with.
    Raises: NotFound for whoever is not one of the two; NotFromHere, NotPlannedNow,
    ChangedMeanwhile; NoSuchTime, and the refusals of a plan.
    """
    facts = _checked(plan, now)
    meeting = _held_meeting(db, at, actor)
    check_ahead(meeting, now)
    if _stands(meeting, facts):
        return False
    if meeting.sequence != seen:
        raise errors.ChangedMeanwhile
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.sequence += 1
    meeting.changed_at = now
    db.flush()
    tell_changed(db, at.place, meeting, actor, now=now)
    return True


def cancel_meeting(db: Session, at: MeetingPlace, actor: Person, *, now: datetime) -> bool:
    """Call off a meeting that is ahead; False when it is off already. Flushed. Six statements.

    Raises: NotFound for whoever is not one of the two; NotFromHere, NotPlannedNow.
    """
    meeting = _held_meeting(db, at, actor)
    if meeting.state == CANCELLED:
        return False
    check_ahead(meeting, now)
    meeting.state = CANCELLED
    meeting.sequence += 1
    meeting.changed_at = now
    db.flush()
    tell_cancelled(db, at.place, meeting, actor, now=now)
    return True


def meeting_now(db: Session, at: MeetingPlace) -> MentoringMeeting:
    """The meeting as it stands, for whoever holds the pairing. One statement.

    Raises: NotFound when it was taken out meanwhile.
    """
    found = db.scalar(
        select(MentoringMeeting)
        .where(MentoringMeeting.id == at.meeting.id)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


def check_ahead(meeting: MentoringMeeting, now: datetime) -> None:
    """Whether a meeting can be changed or called off.

    Raises: NotPlannedNow.
    """
    if not meeting.is_ahead(now):
        raise errors.NotPlannedNow


def held(db: Session, place: PairingPlace, actor: Person) -> Pairing:
    """The pairing as it stands now, held until the commit; the two may write in it. One statement.

    Raises: NotFound for anybody else; NotFromHere when it is over, on hold or not begun.
    """
    if not is_member(actor, place):
        raise NotFound
    pairing = lock_pairing(db, place.pairing.id)
    if pairing.state not in LIVE:
        raise NotFromHere(pairing.state)
    return pairing


def _held_meeting(db: Session, at: MeetingPlace, actor: Person) -> MentoringMeeting:
    """The meeting as it stands now; whoever else changes it waits for the pairing."""
    held(db, at.place, actor)
    return meeting_now(db, at)


def _stands(meeting: MentoringMeeting, facts: Mapping[str, Any]) -> bool:
    """Whether a meeting is so already."""
    return all(getattr(meeting, name) == value for name, value in facts.items())


def _checked(plan: MeetingPlan, now: datetime) -> dict[str, Any]:
    if plan.day > (now + FARTHEST).date():
        raise errors.TooFarAhead
    if plan.day < (now - timedelta(days=2)).date():
        raise errors.InThePast
    if not SHORTEST <= plan.minutes <= LONGEST:
        raise errors.LengthWrong
    if plan.mode not in CONTACT_MODES:
        raise errors.ModeNeeded
    where = clean_lines(plan.place, LONGEST_PLACE)
    if where is None:
        raise errors.PlaceTooLong
    starts_at = to_utc(plan.day, plan.clock, plan.zone)
    if starts_at <= now:
        raise errors.InThePast
    ends_at = starts_at + timedelta(minutes=plan.minutes)
    return {"starts_at": starts_at, "ends_at": ends_at, "mode": plan.mode, "place": where}
