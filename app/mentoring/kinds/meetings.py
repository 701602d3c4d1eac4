"""Letters about meetings as the post sees them: looked at again at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.gatherings.kinds import BEGUN, OVER, TOO_LATE
from app.gatherings.rules.reminders import reminders_wanted, rule_of
from app.mentoring.letters.meeting_facts import MeetingFacts
from app.mentoring.letters.meetings import (
    MEETING_CANCELLED,
    MEETING_CHANGED,
    MEETING_PLANNED,
    MEETING_REMINDER,
    cancelled_letter,
    changed_letter,
    planned_letter,
    reminder_letter,
)
from app.mentoring.queries.meeting_letters import Told, meetings_to_tell
from app.mentoring.rules.meetings import CANCELLED, PLANNED, REMINDERS
from app.mentoring.rules.states import LIVE, PAUSED
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.topics import REMINDERS as ABOUT_REMINDERS

NO_MEETING = "There is no such meeting any more, or it is none of theirs."
NOT_NOW = "The two do not walk together at the moment."
A_BREAK = "The two are having a break."
CALLED_OFF = "The meeting was called off."
NOT_CALLED_OFF = "The meeting takes place after all."
CHANGED = "The meeting was changed, and another letter tells of it."


def facts_of(told: Told, desk: Desk, *, by_hand: bool = False) -> MeetingFacts:
    """What letters and calendars tell of a meeting that has a time."""
    meeting = told.meeting
    starts_at, ends_at = meeting.starts_at, meeting.ends_at
    return MeetingFacts(
        name=told.name,
        partner=told.partner,
        meeting_id=meeting.id,
        pairing_id=meeting.pairing_id,
        starts_at=starts_at or meeting.planned_at,
        ends_at=ends_at or meeting.planned_at,
        mode=meeting.mode,
        place=meeting.place,
        state=meeting.state,
        sequence=meeting.sequence,
        changed_at=meeting.changed_at or meeting.planned_at,
        zone=told.zone,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=by_hand,
    )


class _MeetingKind:
    """Letters about one meeting of two people who walk together; about the meeting."""

    name = ""
    topic = ""
    waits = True
    write: Callable[[MeetingFacts, datetime], Draft]

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what is past or not as the letter says needs none."""
        found = meetings_to_tell(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            told = found.get((letter.about_id, letter.person_id))
            reason = self._not_wanted(letter, told, desk)
            if reason or told is None:
                answers[letter.id] = Lapse(reason or NO_MEETING)
                continue
            facts = facts_of(told, desk, by_hand=letter.channel in BY_HAND)
            answers[letter.id] = type(self).write(facts, desk.now)
        return answers

    def _not_wanted(self, letter: Letter, told: Told | None, desk: Desk) -> str | None:
        if told is None:
            return NO_MEETING
        if told.state not in LIVE:
            return NOT_NOW
        return self.lapse(letter, told, facts_of(told, desk), desk)

    def lapse(self, letter: Letter, told: Told, facts: MeetingFacts, desk: Desk) -> str | None:
        """Why this letter is not wanted any more; None when it is."""
        del letter, told
        if facts.state == CANCELLED:
            return CALLED_OFF
        return BEGUN if facts.state != PLANNED or desk.now >= facts.starts_at else None


class MeetingPlannedKind(_MeetingKind):
    """Letters that the other has planned a meeting."""

    name = MEETING_PLANNED
    write = staticmethod(planned_letter)


class MeetingChangedKind(_MeetingKind):
    """Letters that the other has changed a meeting; the occurrence is its sequence."""

    name = MEETING_CHANGED
    write = staticmethod(changed_letter)

    def lapse(self, letter: Letter, told: Told, facts: MeetingFacts, desk: Desk) -> str | None:
        """Also when it was changed again since."""
        reason = super().lapse(letter, told, facts, desk)
        return reason or (None if letter.occurrence == str(facts.sequence) else CHANGED)


class MeetingCancelledKind(_MeetingKind):
    """Letters that a meeting is off."""

    name = MEETING_CANCELLED
    write = staticmethod(cancelled_letter)

    def lapse(self, letter: Letter, told: Told, facts: MeetingFacts, desk: Desk) -> str | None:
        """While its time is not over."""
        del letter, told
        if facts.state != CANCELLED:
            return NOT_CALLED_OFF
        return OVER if desk.now >= facts.ends_at else None


class MeetingReminderKind(_MeetingKind):
    """Letters that remind both of a meeting, as those of sessions do."""

    name = MEETING_REMINDER
    topic = ABOUT_REMINDERS
    write = staticmethod(reminder_letter)

    def lapse(self, letter: Letter, told: Told, facts: MeetingFacts, desk: Desk) -> str | None:
        """Also when it was changed since, when a later one takes its place, or in a break."""
        reason = super().lapse(letter, told, facts, desk)
        if reason:
            return reason
        if told.state == PAUSED:
            return A_BREAK
        rule, sequence = rule_of(letter.occurrence)
        if sequence != facts.sequence:
            return CHANGED
        wanted = reminders_wanted(facts.starts_at, facts.zone, desk.now, REMINDERS)
        return None if rule in wanted else TOO_LATE
