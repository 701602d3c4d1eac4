"""What letters and calendars tell one of the two of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from app.gatherings.letters.calendar import Event
from app.mentoring.rules.topics import CONTACT_MODES
from app.post.rules import sender_of
from app.post.rules.short import cut
from app.post.rules.tongues import IN_ENGLISH, Tongue, mark

THIS_MEETING = mark("All about this meeting:")


LONGEST_NAME_HERE = 40


@dataclass(frozen=True)
class MeetingFacts:
    """What letters and calendars tell one of the two of a meeting; times are UTC.

    `zone` is the reader's, `partner` the other (None: their account has been removed), and
    `by_hand` says that a person brings it.
    """

    name: str
    partner: str | None
    meeting_id: UUID
    pairing_id: UUID
    starts_at: datetime
    ends_at: datetime
    mode: str
    place: str
    state: str
    sequence: int
    changed_at: datetime
    zone: str
    site: str
    tongue: Tongue = IN_ENGLISH
    by_hand: bool = False

    @property
    def other(self) -> str:
        """The other's name."""
        return self.partner or self.tongue.say("Somebody who has left")

    @property
    def short_other(self) -> str:
        """The same where there is little room."""
        return cut(self.other, LONGEST_NAME_HERE)

    @property
    def address(self) -> str:
        """The page of the pair."""
        return f"{self.site}/mentoring/pairings/{self.pairing_id}"


def event_of_meeting(facts: MeetingFacts) -> Event:
    """A meeting as the calendar of one of the two shows it; both know it by the same `uid`.

    Its title names the other and not what it is for, since others may look at a calendar.
    """
    return Event(
        uid=f"{facts.meeting_id}@{urlsplit(facts.site).hostname or 'localhost'}",
        sequence=facts.sequence,
        cohort="",
        zone=facts.zone,
        title=facts.tongue.say("Meeting with {partner}", partner=facts.other),
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        state=facts.state,
        how=facts.mode,
        place=facts.place,
        phone="",
        about="",
        page=facts.address,
        changed_at=facts.changed_at,
        organiser=sender_of(facts.site),
        way=CONTACT_MODES[facts.mode],
        all_about_it=THIS_MEETING,
    )
