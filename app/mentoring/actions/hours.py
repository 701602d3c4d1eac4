"""Counting the time of a meeting: what one gave, the other received."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.meetings import held, meeting_now
from app.mentoring.errors.meetings import MinutesWrong, NotMet, NotYet
from app.mentoring.models import MentoringHours, MentoringMeeting
from app.mentoring.queries.hours import GAVE, RECEIVED
from app.mentoring.queries.meetings import MeetingPlace
from app.mentoring.rules.meetings import HAPPENED, LONGEST
from app.people.models import Person


def count_hours(
    db: Session, at: MeetingPlace, actor: Person, *, gave: int, received: int, now: datetime
) -> None:
    """Write down how the time of a meeting was shared, in minutes; flushed. Seven statements.

    Every gift is two rows: one gave it, and the other received it. Either of the two can put it
    right, and it then stands so for both. Nought takes it out.
    Raises: NotFound for whoever is not one of the two, and for a meeting that was taken out
    meanwhile; NotFromHere, NotYet, NotMet, MinutesWrong.
    """
    if not (0 <= gave <= LONGEST and 0 <= received <= LONGEST):
        raise MinutesWrong
    held(db, at.place, actor)
    check_met(meeting_now(db, at), now)
    other = at.place.partner(actor.id)
    for person_id, is_giver in ((actor.id, True), (other.person_id, False)):
        if person_id is None:
            continue
        shares = {GAVE: gave, RECEIVED: received} if is_giver else {GAVE: received, RECEIVED: gave}
        for direction, minutes in shares.items():
            where = {"meeting_id": at.meeting.id, "person_id": person_id, "direction": direction}
            _write(db, where, minutes, now)


def check_met(meeting: MentoringMeeting, now: datetime) -> None:
    """Whether hours can be counted for a meeting.

    Raises: NotYet when it is still to come; NotMet when the two did not meet then.
    """
    if meeting.state != HAPPENED:
        raise NotMet if meeting.has_begun(now) else NotYet


def _write(db: Session, where: dict[str, object], minutes: int, now: datetime) -> None:
    if not minutes:
        db.execute(delete(MentoringHours).filter_by(**where))
        return
    row = insert(MentoringHours).values(id=new_id(), **where, minutes=minutes, noted_at=now)
    db.execute(
        row.on_conflict_do_update(
            index_elements=["meeting_id", "person_id", "direction"],
            set_={"minutes": minutes, "noted_at": now},
        )
    )
