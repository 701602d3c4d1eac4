"""The letters that sessions have changed: one session, or several of a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.cohorts.letters import say_how_to_reach
from app.gatherings.letters import SessionFacts, Text, say_way
from app.gatherings.letters.calendar import CANCEL, REQUEST, invitation
from app.gatherings.letters.short import cut, in_one_text, short_title
from app.gatherings.rules.changes import Difference, Stand, differences, say_span
from app.kit.times import say_clock, say_moment, say_zone

SORRY = "If you cannot come now, that is fine. It helps to know."
LONGEST_DETAIL = 60


@dataclass(frozen=True)
class News:
    """A session as it is now, and how it stood as far as the reader knows."""

    facts: SessionFacts
    before: Stand
    after: Stand

    @property
    def differences(self) -> list[Difference]:
        """What they must be told, in words."""
        return differences(self.before, self.after, self.facts.zone, told=True)

    @property
    def has_new_time(self) -> bool:
        """Whether it begins or ends at another time."""
        before, after = self.before, self.after
        return (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at)


def moved_text(news: News, now: datetime) -> Text:
    """The letter that one session has changed: what it was, and what it is now."""
    facts = news.facts
    what = "\n\n".join(_difference(one) for one in news.differences)
    again = "\nYour reminders go by the new time.\n" if news.has_new_time else ""
    body = f"""
The session “{facts.title}” of “{facts.cohort}” has changed.

{what}

So this is the session now:

{facts.title}
When:  {say_moment(facts.starts_at, facts.zone)}
Until: {say_clock(facts.ends_at, facts.zone)} ({say_zone(facts.zone)})
{say_way(facts)}
{again}
{say_how_to_reach(facts.contacts, facts.cohort_phone, SORRY)}

All about this session: {facts.address}

The Discovery Learning Programme
"""
    text = Text(_subject(news), body, _short(news))
    return text.in_calendar(facts.event, REQUEST, now)


def series_moved_text(sessions: Sequence[News], now: datetime) -> Text:
    """One letter for all the sessions of a series that have a new time, in their order."""
    first = sessions[0].facts
    lines = "\n\n".join(
        f"{news.facts.title}\nBefore: {say_span(news.before, first.zone)}\n"
        f"Now:    {say_span(news.after, first.zone)}"
        for news in sessions
    )
    body = f"""
{_how_many(sessions)} of “{first.cohort}” {_have(sessions)} a new time.

{lines}

All else stays as it was, and your reminders go by the new times.

{say_how_to_reach(first.contacts, first.cohort_phone, SORRY)}

All the sessions: {first.all_sessions}

The Discovery Learning Programme
"""
    now_first = say_moment(first.starts_at, first.zone)
    short = in_one_text(
        f"New times for {_how_many(sessions).lower()} of {cut(first.cohort, LONGEST_DETAIL)}. "
        f"The next: {now_first}.",
        f"All of them: {first.all_sessions}",
    )
    calendar = "".join(invitation(news.facts.event, REQUEST, now=now) for news in sessions)
    return Text(f"New times: {_how_many(sessions)} of {first.cohort}", body, short, calendar)


def series_cancelled_text(sessions: Sequence[SessionFacts], now: datetime) -> Text:
    """One letter for all the sessions of a series that are off, in their order."""
    first = sessions[0]
    lines = "\n".join(f"* {one.title}, {say_moment(one.starts_at, one.zone)}" for one in sessions)
    questions = say_how_to_reach(first.contacts, first.cohort_phone, "Do you have a question?")
    body = f"""
{_how_many(sessions)} of “{first.cohort}” will not take place:

{lines}

We are sorry if you had made time for them. You do not need to do anything. When there are new
days, you will hear from us.

{questions}

The sessions that stay: {first.all_sessions}

The Discovery Learning Programme
"""
    short = in_one_text(
        f"Called off: {_how_many(sessions).lower()} of {cut(first.cohort, LONGEST_DETAIL)}. "
        f"The first was planned for {say_moment(first.starts_at, first.zone)}.",
        f"What stays: {first.all_sessions}",
    )
    calendar = "".join(invitation(one.event, CANCEL, now=now) for one in sessions)
    return Text(f"Called off: {_how_many(sessions)} of {first.cohort}", body, short, calendar)


def _difference(one: Difference) -> str:
    was, now = (words.replace("\n", ", ") for words in (one.was, one.now))
    return f"{one.label}, before: {was}\n{one.label}, now:    {now}"


def _subject(news: News) -> str:
    return f"{'New time' if news.has_new_time else 'Changed'}: {news.facts.title}"


def _short(news: News) -> str:
    first = news.differences[0]
    if news.has_new_time:
        zone = news.facts.zone
        what = (
            f"New time: {say_span(news.after, zone)}, not {say_moment(news.before.starts_at, zone)}"
        )
    else:
        what = f"Changed. {first.label} now: {cut(first.now, LONGEST_DETAIL)}"
    words = f"{what}. {short_title(news.facts.title)} ({news.facts.cohort})."
    return in_one_text(words, f"All about it: {news.facts.address}")


def _how_many(sessions: Sequence[News] | Sequence[SessionFacts]) -> str:
    return "One session" if len(sessions) == 1 else f"{len(sessions)} sessions"


def _have(sessions: Sequence[News]) -> str:
    return "has" if len(sessions) == 1 else "have"
