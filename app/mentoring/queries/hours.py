"""Hours given and received: each sees their own, and nobody sees a balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from app.mentoring.models import MentoringHours, MentoringMeeting, Pairing, PairingMember
from app.mentoring.queries.meetings import MeetingPlace
from app.people.models import Person

GAVE = "gave"
RECEIVED = "received"


@dataclass(frozen=True)
class HourLine:
    """The time of one meeting, in minutes; `name` is None when the other has left."""

    pairing_id: UUID
    meeting_id: UUID
    name: str | None
    day: date
    mode: str
    gave: int
    received: int


_own, _other = aliased(PairingMember), aliased(PairingMember)


def own_hours(db: Session, person_id: UUID) -> Sequence[HourLine]:
    """Every meeting for which somebody has hours, newest first. One statement."""

    def minutes(direction: str) -> func.Function[int]:  # type: ignore[name-defined]
        one = case((MentoringHours.direction == direction, MentoringHours.minutes), else_=0)
        return func.sum(one)

    rows = db.execute(
        select(
            *(Pairing.id, MentoringMeeting.id, Person.name, MentoringMeeting.happened_on),
            *(MentoringMeeting.mode, minutes(GAVE), minutes(RECEIVED)),
        )
        .select_from(MentoringHours)
        .join(MentoringMeeting, MentoringMeeting.id == MentoringHours.meeting_id)
        .join(Pairing, Pairing.id == MentoringMeeting.pairing_id)
        .join(_own, (_own.pairing_id == Pairing.id) & (_own.person_id == person_id))
        .join(_other, (_other.pairing_id == Pairing.id) & (_other.id != _own.id))
        .outerjoin(Person, Person.id == _other.person_id)
        .where(MentoringHours.person_id == person_id, MentoringMeeting.happened_on.is_not(None))
        .group_by(Pairing.id, MentoringMeeting.id, Person.name)
        .order_by(MentoringMeeting.happened_on.desc(), MentoringMeeting.id.desc())
    )
    return [HourLine(*row) for row in rows]


def hours_at(db: Session, at: MeetingPlace, person_id: UUID) -> dict[str, int]:
    """What one of the two gave and received at a meeting, by direction. One statement."""
    rows = db.execute(
        select(MentoringHours.direction, MentoringHours.minutes).where(
            MentoringHours.meeting_id == at.meeting.id, MentoringHours.person_id == person_id
        )
    )
    return dict(rows.all())
