"""The letter that answers whoever proposed a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.gatherings.letters.short import in_one_text, short_title
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.tongues import Tongue


@dataclass(frozen=True)
class AnswerFacts:
    """What became of a proposal; `starts_at` is UTC, and None when it was not taken up."""

    name: str
    title: str
    cohort: str
    zone: str
    answer: str
    starts_at: datetime | None
    address: str
    tongue: Tongue
    by_hand: bool = False


def answer_letter(facts: AnswerFacts) -> Draft:
    """The answer to a proposal: when the session is, or why there is none."""
    say = facts.tongue.say
    subject, news, short = _no(facts) if facts.starts_at is None else _yes(facts, facts.starts_at)
    body = whole_letter(
        facts.name,
        say("Thank you for proposing a session: “{title}”.", title=facts.title),
        *news,
        "" if facts.by_hand else say("See it here:") + f"\n{facts.address}",
        tongue=facts.tongue,
    )
    return Draft(subject, body, short)


def _no(facts: AnswerFacts) -> tuple[str, list[str], str]:
    """The subject, what is new, and the text, of a session that is not taken up."""
    say = facts.tongue.say
    news = [
        say("Your group will not have this session for now. This is why:"),
        facts.answer,
        say(
            "Your idea and this answer stay on the page of “{cohort}”, where everybody in the "
            "group can read them. You can propose another session at any time.",
            cohort=facts.cohort,
        ),
    ]
    short = in_one_text(
        say(
            "The session that you proposed is not planned for now: {title}.",
            title=short_title(facts.title),
        ),
        say("The answer: {address}", address=facts.address),
    )
    return say("About the session that you proposed: {title}", title=facts.title), news, short


def _yes(facts: AnswerFacts, starts_at: datetime) -> tuple[str, list[str], str]:
    """The same of one that is planned."""
    say = facts.tongue.say
    when = facts.tongue.say_moment(starts_at, facts.zone)
    news = [
        say(
            "It will take place on {when}. Everybody in “{cohort}” is told.",
            when=when,
            cohort=facts.cohort,
        ),
        say("If you would like to open it or say a few words, tell the people who run your group."),
    ]
    short = in_one_text(
        say("Your session is planned: {title}, {when}.", title=short_title(facts.title), when=when),
        say("All about it: {address}", address=facts.address),
    )
    return say("Your session is planned: {title}", title=facts.title), news, short
