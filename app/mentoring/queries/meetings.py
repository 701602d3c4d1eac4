"""Reads of the meetings of a pair; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.mentoring.models import MentoringMeeting
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.meetings import HAPPENED, PLANNED
from app.people.models import Person

# How many of those that are over a page shows.
NEWEST = 20


@dataclass(frozen=True)
class MeetingPlace:
    """One meeting and the pairing it belongs to."""

    place: PairingPlace
    meeting: MentoringMeeting


@dataclass(frozen=True)
class Meetings:
    """The meetings of a pair as its page shows them."""

    # Still to come or going on, earliest first.
    ahead: Sequence[MentoringMeeting]
    # Planned, over, and nobody has said whether they met; earliest first.
    unsaid: Sequence[MentoringMeeting]
    # The newest that happened, newest first, and how many there are.
    happened: Sequence[MentoringMeeting]
    count: int


def meeting_place(
    db: Session, actor: Person, *, pairing_id: UUID, meeting_id: UUID
) -> MeetingPlace | None:
    """A meeting of this pairing, for guards; policy decides who may open it. Two statements."""
    place = pairing_place(db, actor, pairing_id=pairing_id)
    meeting = db.scalar(
        select(MentoringMeeting).where(
            MentoringMeeting.id == meeting_id, MentoringMeeting.pairing_id == pairing_id
        )
    )
    return MeetingPlace(place, meeting) if place and meeting else None


def meetings_of(db: Session, pairing_id: UUID, *, now: datetime) -> Meetings:
    """What a pair has planned and what happened. Three statements, however many there are."""
    of_pair = select(MentoringMeeting).where(MentoringMeeting.pairing_id == pairing_id)
    planned = db.scalars(
        of_pair.where(MentoringMeeting.state == PLANNED).order_by(
            MentoringMeeting.starts_at, MentoringMeeting.id
        )
    ).all()
    happened = of_pair.where(MentoringMeeting.state == HAPPENED)
    newest = happened.order_by(
        MentoringMeeting.happened_on.desc(), MentoringMeeting.noted_at.desc(), MentoringMeeting.id
    ).limit(NEWEST)
    return Meetings(
        ahead=[one for one in planned if one.is_ahead(now)],
        unsaid=[one for one in planned if not one.is_ahead(now)],
        happened=db.scalars(newest).all(),
        count=db.scalar(select(func.count()).select_from(happened.subquery())) or 0,
    )


def usual_mode(db: Session, pairing_id: UUID) -> str | None:
    """How the two met or planned to meet last; None when they never did. One statement."""
    return db.scalar(
        select(MentoringMeeting.mode)
        .where(MentoringMeeting.pairing_id == pairing_id)
        .order_by(MentoringMeeting.planned_at.desc())
        .limit(1)
    )
