"""Letters about opened logs: to the second person, and to somebody whose log was opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import IN_ENGLISH, Tongue

LOG_ASKED = "log_asked"
LOG_OPENED = "log_opened"
LONGEST_NAME_HERE = 40


@dataclass(frozen=True)
class OpenedFacts:
    """Who opened whose log, and until when (UTC), told in `zone`.

    `by_hand` says that a person brings it. Then `reason` is left out: it is for the author, and
    not for whoever rings them.
    """

    name: str
    asker: str
    decider: str
    reason: str
    is_required_by_law: bool
    until: datetime
    zone: str
    opening_id: UUID | None
    site: str
    tongue: Tongue = IN_ENGLISH
    by_hand: bool = False


@dataclass(frozen=True)
class AskedFacts:
    """Who asks to open a log, and until when (UTC) it can be answered, told in `zone`.

    Whose log it is, and why, stands on the page only.
    """

    name: str
    asker: str
    until: datetime
    zone: str
    opening_id: UUID | None
    site: str
    tongue: Tongue = IN_ENGLISH


def log_asked_letter(facts: AskedFacts) -> Draft:
    """A request waits for a second person."""
    tongue = facts.tongue
    address = f"{facts.site}/admin/log-openings/{facts.opening_id or ''}"
    body = whole_letter(
        facts.name,
        tongue.say(
            "{asker} asks to open somebody's reflective log, for a serious reason. Nothing is "
            "open yet: a second person has to look at it first, and you can be that person.",
            asker=facts.asker,
        ),
        tongue.say("Whose log it is, and why, is not in this letter. Sign in to see it:")
        + f"\n{address}",
        tongue.say(
            "You can say yes or no. If nobody answers before {until}, the request ends by itself. "
            "If another person has answered already, there is nothing for you to do.",
            until=tongue.say_moment(facts.until, facts.zone),
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "{asker} asks to open somebody's log. A second person has to look at it.",
            asker=cut(facts.asker, LONGEST_NAME_HERE),
        ),
        tongue.say("Sign in to answer: {address}", address=address),
    )
    return Draft(tongue.say("A request waits for a second person"), body, short)


def log_opened_letter(facts: OpenedFacts) -> Draft:
    """Nobody's log is opened without this letter."""
    tongue, until = facts.tongue, facts.tongue.say_moment(facts.until, facts.zone)
    address = f"{facts.site}/reflections/openings/{facts.opening_id or ''}"
    body = whole_letter(
        facts.name,
        tongue.say(
            "We have to tell you something serious. Until now only you could read your "
            "reflections. {asker} asked to read them, and {decider} agreed. {asker} can read your "
            "saved reflections until {until}. Then they close again by themselves.",
            asker=facts.asker,
            decider=facts.decider,
            until=until,
        ),
        _why(facts),
        tongue.say("They say that the law requires it.") if facts.is_required_by_law else "",
        _what_is_read(facts, address),
        tongue.say(
            "This happens seldom. It always takes two people, and you are always told. If you "
            "think it is wrong, or want to talk about it, please speak to either of them."
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Your reflections were opened: {asker} can read them until {until}.",
            asker=cut(facts.asker, LONGEST_NAME_HERE),
            until=until,
        ),
        tongue.say("Sign in to see why, and what is read: {address}", address=address),
    )
    return Draft(tongue.say("Your reflections have been opened"), body, short)


def _why(facts: OpenedFacts) -> str:
    if facts.by_hand:
        return facts.tongue.say(
            "They wrote down why, for you alone. {decider} will tell you if you ask, and it is on "
            "your own pages.",
            decider=facts.decider,
        )
    return facts.tongue.say("This is the reason they gave:") + f"\n{facts.reason}"


def _what_is_read(facts: OpenedFacts, address: str) -> str:
    if facts.by_hand:
        return facts.tongue.say(
            "Each entry that is read is written down. You can see which on the page “Who has "
            "opened your log”, or ask somebody to look with you."
        )
    told = facts.tongue.say("Each entry that is read is written down. You can see which, and when:")
    return f"{told}\n{address}"
