"""What this room writes: the weekly letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kit.times import say_moment
from app.post.rules.drafts import Draft
from app.post.rules.short import cut, in_one_text

LONGEST_TITLE_HERE = 70


@dataclass(frozen=True)
class Ahead:
    """A session in the days to come; its time is in UTC, `address` is its page on our site."""

    title: str
    cohort: str
    starts_at: datetime
    zone: str
    address: str


@dataclass(frozen=True)
class Week:
    """What a weekly letter tells: sessions ahead, and news in a sentence or two each."""

    name: str
    ahead: Sequence[Ahead]
    news: Sequence[str]
    site: str
    by_hand: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.ahead or self.news)


def weekly_letter(week: Week) -> Draft:
    """All that is coming and new, in one letter."""
    parts = [_ahead(week), _news(week)]
    told = "\n\n".join(part for part in parts if part)
    body = f"""Hello {week.name},

this is your letter of the week.

{told}

{_change(week)}

The Discovery Learning Programme
"""
    return Draft("Your week", body, _short(week))


def _ahead(week: Week) -> str:
    if not week.ahead:
        return ""
    lines = (
        f"* {one.title} ({one.cohort})\n  {say_moment(one.starts_at, one.zone)}\n  {one.address}"
        for one in week.ahead
    )
    return "Sessions that are coming:\n\n" + "\n\n".join(lines)


def _news(week: Week) -> str:
    if not week.news:
        return ""
    return "New for you:\n\n" + "\n\n".join(f"* {news}" for news in week.news)


def _change(week: Week) -> str:
    if week.by_hand:
        return """You do not need to do anything. If you would rather hear of things at once, or
not at all, tell whoever brings you this."""
    return f"""You do not need to do anything. You can hear of things at once instead, or not
at all: {week.site}/account/letters"""


def _short(week: Week) -> str:
    more = len(week.ahead) + len(week.news) - 1
    if week.ahead:
        first = week.ahead[0]
        title = cut(first.title, LONGEST_TITLE_HERE)
        words = f"Your week: {title}, {say_moment(first.starts_at, first.zone)}"
    else:
        words = f"Your week: {week.news[0]}"
    rest = f", and {more} more." if more else "."
    return in_one_text(words + rest, f"All of it: {week.site}/home")
