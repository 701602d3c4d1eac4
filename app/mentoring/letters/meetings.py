"""Letters about a meeting of two: that it is planned, changed, called off, or near.

They name the other and the time, and nothing of what the two write or talk about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from app.gatherings.letters import say_when
from app.gatherings.letters.calendar import CANCEL, REQUEST, invitation
from app.mentoring.letters.meeting_facts import THIS_MEETING, MeetingFacts, event_of_meeting
from app.mentoring.rules.topics import CONTACT_MODES
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import mark

# The words kept in `letter.kind`.
MEETING_PLANNED = "meeting_planned"


MEETING_CHANGED = "meeting_changed"


MEETING_CANCELLED = "meeting_cancelled"


MEETING_REMINDER = "meeting_reminder"


DOES_NOT_SUIT = mark(
    "If it does not suit you, that is fine. You can choose another time, or call it off. Nobody "
    "has to say why."
)


LONGEST_PLACE_HERE = 60


# Whoever hears of a meeting later than this is not reminded of it as well.
TIME_TO_REMIND = timedelta(hours=2)


def planned_letter(facts: MeetingFacts, now: datetime) -> Draft:
    """The other has planned a meeting, with the meeting for calendar programs."""
    tongue, when = facts.tongue, _moment(facts)
    is_reminded = facts.starts_at - now > TIME_TO_REMIND
    body = whole_letter(
        facts.name,
        tongue.say("{partner} has planned a meeting with you.", partner=facts.other),
        say_meeting(facts),
        tongue.say("We remind you both before it.") if is_reminded else "",
        _way_on(facts, tongue.say(DOES_NOT_SUIT)),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "{partner} has planned a meeting with you: {when}.",
            partner=facts.short_other,
            when=when,
        )
        + f" {_how(facts)}",
        _short_way_on(facts),
    )
    subject = tongue.say("Meeting with {partner}, {when}", partner=facts.other, when=when)
    return _in_calendar(Draft(subject, body, short), facts, REQUEST, now)


def changed_letter(facts: MeetingFacts, now: datetime) -> Draft:
    """The other has changed a meeting: what it is now."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say(
            "{partner} has changed your meeting. This is how it is now:", partner=facts.other
        ),
        say_meeting(facts),
        tongue.say("Your reminders go by the new time."),
        _way_on(facts, tongue.say(DOES_NOT_SUIT)),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "{partner} has changed your meeting. It is now: {when}.",
            partner=facts.short_other,
            when=_moment(facts),
        )
        + f" {_how(facts)}",
        _short_way_on(facts),
    )
    subject = tongue.say("Changed: meeting with {partner}", partner=facts.other)
    return _in_calendar(Draft(subject, body, short), facts, REQUEST, now)


def cancelled_letter(facts: MeetingFacts, now: datetime) -> Draft:
    """A meeting is off."""
    tongue, when = facts.tongue, _moment(facts)
    body = whole_letter(
        facts.name,
        tongue.say("Your meeting with {partner} will not take place.", partner=facts.other),
        tongue.say("It was planned for {when}.", when=when),
        _way_on(
            facts, tongue.say("You do not need to do anything. You can plan another when you like.")
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Called off: your meeting with {partner}, planned for {when}.",
            partner=facts.short_other,
            when=when,
        )
    )
    subject = tongue.say("Called off: meeting with {partner}", partner=facts.other)
    return _in_calendar(Draft(subject, body, short), facts, CANCEL, now)


def reminder_letter(facts: MeetingFacts, now: datetime) -> Draft:
    """A meeting is near."""
    tongue = facts.tongue
    when = say_when(facts.starts_at, facts.zone, now, tongue)
    body = whole_letter(
        facts.name,
        tongue.say("This is a reminder of your meeting with {partner}.", partner=facts.other),
        say_meeting(facts),
        _way_on(facts, tongue.say(DOES_NOT_SUIT)),
        tongue=tongue,
    )
    said = tongue.say("{when}: your meeting with {partner}.", when=when, partner=facts.short_other)
    short = in_one_text(f"{said} {_how(facts)}", _short_way_on(facts))
    subject = tongue.say("{when}: meeting with {partner}", when=when, partner=facts.other)
    return Draft(subject, body, short)


def say_meeting(facts: MeetingFacts) -> str:
    """When, how and where, a line for each."""
    tongue = facts.tongue
    clock, zone = tongue.say_clock(facts.ends_at, facts.zone), tongue.say_zone(facts.zone)
    lines = [
        tongue.say("When: {when}", when=_moment(facts)),
        tongue.say("Until: {clock} ({zone})", clock=clock, zone=zone),
        tongue.say("How: {way}", way=tongue.say(CONTACT_MODES[facts.mode])),
    ]
    if facts.place:
        lines.append(tongue.say("Where: {place}", place=facts.place.replace("\n", ", ")))
    return "\n".join(lines)


def _how(facts: MeetingFacts) -> str:
    """How and where in a few words."""
    way = facts.tongue.say(CONTACT_MODES[facts.mode])
    place = cut(facts.place, LONGEST_PLACE_HERE).rstrip(".")
    return f"{way}: {place}." if place else f"{way}."


def _moment(facts: MeetingFacts) -> str:
    return facts.tongue.say_moment(facts.starts_at, facts.zone)


def _way_on(facts: MeetingFacts, words: str) -> str:
    """What they can do, and where, or whom to tell."""
    if facts.by_hand:
        told = facts.tongue.say("Tell whoever brings you this what you would like.")
        return f"{words} {told}"
    return f"{words}\n\n{facts.tongue.say(THIS_MEETING)}\n{facts.address}"


def _short_way_on(facts: MeetingFacts) -> str:
    return facts.tongue.say("All about it: {address}", address=facts.address)


def _in_calendar(draft: Draft, facts: MeetingFacts, method: str, now: datetime) -> Draft:
    event = event_of_meeting(facts)
    return replace(draft, calendar=invitation(event, method, now=now, tongue=facts.tongue))
