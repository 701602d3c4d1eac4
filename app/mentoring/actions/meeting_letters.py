"""The letters that tell the two of their meetings, and remind both.

The two of a pair never change, so their reminders are planned with the meeting, and no clock need
look for them. What each says is found out when it leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.gatherings.rules.reminders import occurrence_of, reminders_wanted
from app.mentoring.kinds.meetings import CALLED_OFF, CHANGED
from app.mentoring.letters.meetings import (
    MEETING_CANCELLED,
    MEETING_CHANGED,
    MEETING_PLANNED,
    MEETING_REMINDER,
)
from app.mentoring.models import MentoringMeeting
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.meetings import REMINDERS
from app.people.models import Person
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters

OF_NO_USE = (MEETING_PLANNED, MEETING_CHANGED, MEETING_REMINDER)


def tell_planned(
    db: Session, place: PairingPlace, meeting: MentoringMeeting, actor: Person, *, now: datetime
) -> None:
    """Tell the other that a meeting is planned, and remind both. One statement."""
    news = _to_the_other(place, actor, meeting, MEETING_PLANNED, "", now)
    plan_letters(db, [*news, *_reminders(place, meeting, now)], now=now)


def tell_changed(
    db: Session, place: PairingPlace, meeting: MentoringMeeting, actor: Person, *, now: datetime
) -> None:
    """Tell the other how a meeting is now; reminders go by the new time. Two statements."""
    lapse_letters(db, meeting.id, OF_NO_USE, CHANGED)
    sequence = str(meeting.sequence)
    news = _to_the_other(place, actor, meeting, MEETING_CHANGED, sequence, now)
    plan_letters(db, [*news, *_reminders(place, meeting, now)], now=now)


def tell_cancelled(
    db: Session, place: PairingPlace, meeting: MentoringMeeting, actor: Person, *, now: datetime
) -> None:
    """Tell the other that a meeting is off, unless they had not heard of it; three statements."""
    other = place.partner(actor.id)
    unheard = other.person_id and lapse_letters(
        db, meeting.id, (MEETING_PLANNED,), CALLED_OFF, person_id=other.person_id
    )
    lapse_letters(db, meeting.id, OF_NO_USE, CALLED_OFF)
    if not unheard:
        news = _to_the_other(place, actor, meeting, MEETING_CANCELLED, "", now)
        plan_letters(db, news, now=now)


def _to_the_other(
    place: PairingPlace,
    actor: Person,
    meeting: MentoringMeeting,
    kind: str,
    occurrence: str,
    now: datetime,
) -> list[NewLetter]:
    """One letter to whoever did not do it themselves; nobody when they have left."""
    other = place.partner(actor.id).person_id
    return [NewLetter(other, kind, meeting.id, now, occurrence)] if other else []


def _reminders(
    place: PairingPlace, meeting: MentoringMeeting, now: datetime
) -> Sequence[NewLetter]:
    """Those whose moment is ahead, for each by the clock where they live."""
    if meeting.starts_at is None:
        return []
    return [
        NewLetter(
            person.id,
            MEETING_REMINDER,
            meeting.id,
            moment,
            occurrence_of(rule, meeting.sequence),
        )
        for person in (member.person for member in place.members)
        if person is not None
        for rule, moment in reminders_wanted(
            meeting.starts_at, person.time_zone, now, REMINDERS
        ).items()
        if moment > now
    ]
