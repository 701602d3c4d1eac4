"""What this room writes: the weekly letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue, mark, opening_capital

LONGEST_TITLE_HERE = 70
HOW_TO_CHANGE = mark(
    "You do not need to do anything. You can hear of things at once instead, or not at all:"
)
HOW_TO_CHANGE_BY_HAND = mark(
    "You do not need to do anything. If you would rather hear of things at once, or not at all, "
    "tell whoever brings you this."
)
VOTE = mark("You can vote until {when}.")
VOTE_BY_HAND = mark("You can vote until {when}, with whoever brings you this or on paper.")


@dataclass(frozen=True)
class Ahead:
    """A session in the days to come; its time is in UTC, `address` is its page on our site."""

    title: str
    cohort: str
    starts_at: datetime
    zone: str
    address: str


@dataclass(frozen=True)
class Asked:
    """A poll that is open; it closes in UTC, `address` is its page on our site."""

    question: str
    cohort: str
    closes_at: datetime
    zone: str
    address: str


@dataclass(frozen=True)
class Week:
    """What a weekly letter tells: sessions ahead, news in a sentence or two each, and polls."""

    name: str
    ahead: Sequence[Ahead]
    news: Sequence[str]
    site: str
    tongue: Tongue
    by_hand: bool = False
    asked: Sequence[Asked] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.ahead or self.news or self.asked)


def weekly_letter(week: Week) -> Draft:
    """All that is coming and new, in one letter."""
    say = week.tongue.say
    body = whole_letter(
        week.name,
        say("This is your letter of the week."),
        *_ahead(week),
        *_news(week),
        *_asked(week),
        say(HOW_TO_CHANGE_BY_HAND)
        if week.by_hand
        else f"{say(HOW_TO_CHANGE)}\n{week.site}/account/letters",
        tongue=week.tongue,
    )
    return Draft(say("Your week"), body, _short(week))


def _ahead(week: Week) -> list[str]:
    if not week.ahead:
        return []
    lines = (
        f"{one.title} ({one.cohort})\n"
        + opening_capital(week.tongue.say_moment(one.starts_at, one.zone))
        + ("" if week.by_hand else f"\n{one.address}")
        for one in week.ahead
    )
    return [week.tongue.say("Sessions that are coming:"), *lines]


def _news(week: Week) -> list[str]:
    return [week.tongue.say("New for you:"), *week.news] if week.news else []


def _asked(week: Week) -> list[str]:
    if not week.asked:
        return []
    say = week.tongue.say
    words = VOTE_BY_HAND if week.by_hand else VOTE
    lines = (
        f"{one.question} ({one.cohort})\n"
        + say(words, when=week.tongue.say_moment(one.closes_at, one.zone))
        + ("" if week.by_hand else f"\n{one.address}")
        for one in week.asked
    )
    return [say("Your group asks:"), *lines]


def _short(week: Week) -> str:
    tongue, more = week.tongue, len(week.ahead) + len(week.news) + len(week.asked) - 1
    what = cut(week.asked[0].question, LONGEST_TITLE_HERE) if week.asked else ""
    what = week.news[0] if week.news else what
    if week.ahead:
        first = week.ahead[0]
        title = cut(first.title, LONGEST_TITLE_HERE)
        what = f"{title}, {tongue.say_moment(first.starts_at, first.zone)}"
    words = (
        tongue.say_many(
            "Your week: {what}, and {count} more.",
            "Your week: {what}, and {count} more.",
            more,
            what=what,
        )
        if more
        else tongue.say("Your week: {what}.", what=what)
    )
    return in_one_text(words, tongue.say("All of it: {address}", address=f"{week.site}/home"))
