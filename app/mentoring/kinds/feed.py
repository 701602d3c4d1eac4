"""Meetings of two in their own calendars."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.gatherings.letters.calendar import Event
from app.mentoring.kinds.meetings import facts_of
from app.mentoring.letters.meeting_facts import event_of_meeting
from app.mentoring.queries.meeting_letters import meetings_for
from app.post.kinds import Desk


class MeetingsInFeed:
    """The meetings of everybody with whom somebody walks."""

    def events(self, db: Session, person_id: UUID, desk: Desk) -> Sequence[Event]:
        """Those that are planned or happened as planned, and those that were called off lately.

        What a pair had planned leaves both calendars when it ends or is held. One statement.
        """
        found = meetings_for(db, person_id, now=desk.now)
        return [event_of_meeting(facts_of(told, desk)) for told in found]
