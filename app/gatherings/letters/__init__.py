"""What the gatherings room writes: reminders, and the letter that a session is off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.cohorts.letters import Contact, say_how_to_reach
from app.gatherings.letters.calendar import Event, invitation
from app.gatherings.letters.short import both_in_one_text, in_one_text, short_title
from app.gatherings.rules import WAYS
from app.gatherings.rules.access import say_access
from app.kit.times import in_zone, say_clock, say_day, say_moment, say_zone
from app.post.rules.drafts import Draft, whole_letter

NO_NEED = "If you cannot come, that is fine. It helps to know."


@dataclass(frozen=True)
class SessionFacts:
    """What letters tell of a session; times are UTC, `address` is its page on our site."""

    title: str
    cohort: str
    zone: str
    starts_at: datetime
    ends_at: datetime
    how: str
    place: str
    link: str
    phone: str
    about: str
    address: str
    contacts: Sequence[Contact]
    cohort_phone: str
    # The same for calendar programs; a kind puts it into a letter with `in_calendar`.
    event: Event
    # What the place offers, a line for each; and who has which role, by the words for the role.
    access: str = ""
    roles: Sequence[tuple[str, Sequence[str]]] = ()
    # The page of all the cohort's sessions on our site.
    all_sessions: str = ""
    # Whether a person brings the letter to somebody who reads no pages.
    by_hand: bool = False


@dataclass(frozen=True)
class Text:
    """A letter in which only the name is missing."""

    subject: str
    paragraphs: Sequence[str]
    short: str
    calendar: str | None = None

    def to(self, name: str, yours: str = "") -> Draft:
        """The whole letter for one person; `yours` is a sentence that is only for them."""
        body = whole_letter(name, yours, *self.paragraphs)
        short = both_in_one_text(yours, self.short) if yours else self.short
        return Draft(self.subject, body, short, self.calendar)

    def in_calendar(self, event: Event, method: str, now: datetime) -> Text:
        """The same letter, written `now`, with the session for calendar programs."""
        return replace(self, calendar=invitation(event, method, now=now))


def reminder_text(facts: SessionFacts, now: datetime) -> Text:
    """The reminder of a session, written `now`; the same for everybody but for the name."""
    when = say_when(facts.starts_at, facts.zone, now)
    paragraphs = (
        f"This is a reminder of a session of “{facts.cohort}”.",
        facts.title,
        facts.about,
        say_session(facts),
        say_roles(facts),
        "You do not need to get anything ready. Come as you are, and bring what matters to you.",
        say_how_to_reach(facts.contacts, facts.cohort_phone, NO_NEED),
        say_more(facts),
    )
    way = f" {facts.place.rstrip('.')}." if facts.place and facts.how != "online" else ""
    short = in_one_text(
        f"{when}: {short_title(facts.title)} ({facts.cohort}).{way}",
        f"All about it: {facts.address}",
    )
    return Text(f"{when}: {facts.title}", paragraphs, short)


def cancelled_text(facts: SessionFacts) -> Text:
    """The letter that a session is off; the same for everybody but for the name."""
    planned = say_moment(facts.starts_at, facts.zone)
    paragraphs = (
        f"The session “{facts.title}” of “{facts.cohort}” will not take place.",
        f"It was planned for {planned}.",
        (
            "We are sorry if you had made time for it. You do not need to do anything. When there "
            "is a new day, you will hear from us."
        ),
        say_how_to_reach(facts.contacts, facts.cohort_phone, "Do you have a question?"),
    )
    short = in_one_text(
        f"Called off: {short_title(facts.title)}, planned for {planned} ({facts.cohort})."
    )
    return Text(f"Called off: {facts.title}", paragraphs, short)


def say_session(facts: SessionFacts) -> str:
    """When a session is, and how and where people take part, a line for each."""
    when = say_moment(facts.starts_at, facts.zone)
    until = f"{say_clock(facts.ends_at, facts.zone)} ({say_zone(facts.zone)})"
    return f"When: {when}\nUntil: {until}\n{say_way(facts)}"


def say_more(facts: SessionFacts) -> str:
    """Where to read on; nothing for whoever reads no pages."""
    return "" if facts.by_hand else f"All about this session:\n{facts.address}"


def say_when(starts_at: datetime, zone: str, now: datetime) -> str:
    """The day of a session as people say it `now`: today, tomorrow, or which day."""
    days = (in_zone(starts_at, zone).date() - in_zone(now, zone).date()).days
    if days == 0:
        return f"Today at {say_clock(starts_at, zone)}"
    if days == 1:
        return f"Tomorrow at {say_clock(starts_at, zone)}"
    return f"{say_day(starts_at, zone)}, {say_clock(starts_at, zone)}"


def say_way(facts: SessionFacts) -> str:
    """How and where people take part, a line for each way in."""
    lines = [f"How: {WAYS[facts.how]}"]
    if facts.place:
        lines.append("Where: " + facts.place.replace("\n", ", "))
    if facts.link and facts.by_hand:
        lines.append("Online: ask for the link if you would like to join that way")
    elif facts.link:
        lines.append(f"Online: {facts.address}/room (open from 15 minutes before the start)")
    if facts.phone:
        lines.append(f"By phone: ring {facts.phone}")
    if facts.access:
        lines.append(f"There is: {say_access(facts.access)}")
    return "\n".join(lines)


def say_roles(facts: SessionFacts) -> str:
    """Who has which role, a line for each role; empty: nobody yet."""
    return "\n".join(f"{words}: {', '.join(names)}" for words, names in facts.roles)
