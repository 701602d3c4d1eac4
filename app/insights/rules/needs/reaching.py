"""People whom letters do not reach, and those for whom news waits to be brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.cohorts.rules import JOINED
from app.insights.rules.needs.days import say_since, say_when
from app.insights.rules.needs.facts import Found, Group, Someone


def letter_came_back(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """A letter of late did not arrive, and nobody has put right how they are reached."""
    letters = one.happened("undelivered")
    if letters:
        newest = letters[-1]
        words = f"did not get a letter of ours ({say_since(newest.at, group.zone, now)})"
        yield Found(str(newest.about), words, newest.at)


def nowhere_to_send(one: Someone, _group: Group, _now: datetime) -> Iterator[Found]:
    """Is reached on paper, and nobody has written down where it goes."""
    if one.state == JOINED and one.channel == "post" and not one.post_address:
        since = one.joined_at or one.added_at
        yield Found(since.isoformat(), "gets letters on paper, and we do not know where", since)


def news_to_bring(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """Letters by call or post wait for a person to bring them."""
    waiting = one.happened("to_bring")
    if waiting:
        oldest = waiting[0]
        what = "a piece of news" if len(waiting) == 1 else f"{len(waiting)} pieces of news"
        way = "on paper" if all(letter.title == "post" for letter in waiting) else "by phone"
        since = say_since(oldest.at, group.zone, now)
        words = f"waits for {what} that you bring {way} (since {since})"
        yield Found(str(waiting[-1].about), words, oldest.at)


def access_need(one: Someone, group: Group, now: datetime) -> Iterator[Found]:
    """Told us what they need to take part in a session that is near."""
    for session in one.happened("access"):
        if session.until is None or session.until <= now or one.state != JOINED:
            continue
        when = say_when(session.until, group.zone, now)
        words = f"told us what they need to take part in “{session.title}” {when}"
        occurrence = f"{session.about}:{session.at.isoformat()}"
        yield Found(occurrence, words, session.at, by=session.until, about=session.about)
