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
from app.kit.times import in_zone
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.tongues import Tongue, mark, opening_capital

NO_NEED = mark("If you cannot come, that is fine. It helps to know.")
QUESTIONS = mark("Do you have a question?")


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
    tongue: Tongue
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
    tongue: Tongue
    calendar: str | None = None

    def to(self, name: str, yours: str = "") -> Draft:
        """The whole letter for one person; `yours` is a sentence that is only for them."""
        body = whole_letter(name, yours, *self.paragraphs, tongue=self.tongue)
        short = both_in_one_text(yours, self.short) if yours else self.short
        return Draft(self.subject, body, short, self.calendar)

    def in_calendar(self, event: Event, method: str, now: datetime) -> Text:
        """The same letter, written `now`, with the session for calendar programs."""
        return replace(self, calendar=invitation(event, method, now=now, tongue=self.tongue))


def reminder_text(facts: SessionFacts, now: datetime) -> Text:
    """The reminder of a session, written `now`; the same for everybody but for the name."""
    tongue = facts.tongue
    when = say_when(facts.starts_at, facts.zone, now, tongue)
    paragraphs = (
        tongue.say("This is a reminder of a session of “{cohort}”.", cohort=facts.cohort),
        facts.title,
        facts.about,
        say_session(facts),
        say_roles(facts),
        tongue.say(
            "You do not need to get anything ready. Come as you are, and bring what matters to you."
        ),
        say_how_to_reach(facts.contacts, facts.cohort_phone, NO_NEED, tongue),
        say_more(facts),
    )
    way = f" {facts.place.rstrip('.')}." if facts.place and facts.how != "online" else ""
    short = in_one_text(
        f"{when}: {short_title(facts.title)} ({facts.cohort}).{way}", all_about_it(facts)
    )
    return Text(f"{when}: {facts.title}", paragraphs, short, tongue)


def cancelled_text(facts: SessionFacts) -> Text:
    """The letter that a session is off; the same for everybody but for the name."""
    tongue = facts.tongue
    planned = tongue.say_moment(facts.starts_at, facts.zone)
    paragraphs = (
        tongue.say(
            "The session “{title}” of “{cohort}” will not take place.",
            title=facts.title,
            cohort=facts.cohort,
        ),
        tongue.say("It was planned for {when}.", when=planned),
        tongue.say(
            "We are sorry if you had made time for it. You do not need to do anything. When there "
            "is a new day, you will hear from us."
        ),
        say_how_to_reach(facts.contacts, facts.cohort_phone, QUESTIONS, tongue),
    )
    short = in_one_text(
        tongue.say(
            "Called off: {title}, planned for {when} ({cohort}).",
            title=short_title(facts.title),
            when=planned,
            cohort=facts.cohort,
        )
    )
    subject = tongue.say("Called off: {title}", title=facts.title)
    return Text(subject, paragraphs, short, tongue)


def say_session(facts: SessionFacts) -> str:
    """When a session is, and how and where people take part, a line for each."""
    tongue = facts.tongue
    clock, zone = tongue.say_clock(facts.ends_at, facts.zone), tongue.say_zone(facts.zone)
    lines = (
        tongue.say("When: {when}", when=tongue.say_moment(facts.starts_at, facts.zone)),
        tongue.say("Until: {clock} ({zone})", clock=clock, zone=zone),
        *_ways(facts),
    )
    return "\n".join(lines)


def say_more(facts: SessionFacts) -> str:
    """Where to read on; nothing for whoever reads no pages."""
    if facts.by_hand:
        return ""
    return facts.tongue.say("All about this session:") + f"\n{facts.address}"


def all_about_it(facts: SessionFacts) -> str:
    """Where to read on, at the end of a text."""
    return facts.tongue.say("All about it: {address}", address=facts.address)


def say_when(starts_at: datetime, zone: str, now: datetime, tongue: Tongue) -> str:
    """The day of a session as people say it `now`: today, tomorrow, or which day."""
    days = (in_zone(starts_at, zone).date() - in_zone(now, zone).date()).days
    clock = tongue.say_clock(starts_at, zone)
    if days == 0:
        return tongue.say("Today at {clock}", clock=clock)
    if days == 1:
        return tongue.say("Tomorrow at {clock}", clock=clock)
    return opening_capital(f"{tongue.say_day(starts_at, zone)}, {clock}")


def _ways(facts: SessionFacts) -> list[str]:
    """How and where people take part, a line for each way in."""
    say = facts.tongue.say
    lines = [say("How: {way}", way=say(WAYS[facts.how]))]
    if facts.place:
        lines.append(say("Where: {place}", place=facts.place.replace("\n", ", ")))
    if facts.link and facts.by_hand:
        lines.append(say("Online: ask for the link if you would like to join that way"))
    elif facts.link:
        lines.append(
            say(
                "Online: {address} (open from 15 minutes before the start)",
                address=f"{facts.address}/room",
            )
        )
    if facts.phone:
        lines.append(say("By phone: ring {phone}", phone=facts.phone))
    if facts.access:
        lines.append(say("There is: {offers}", offers=say_access(facts.access, facts.tongue)))
    return lines


def say_roles(facts: SessionFacts) -> str:
    """Who has which role, a line for each role; empty: nobody yet."""
    return "\n".join(f"{words}: {', '.join(names)}" for words, names in facts.roles)
