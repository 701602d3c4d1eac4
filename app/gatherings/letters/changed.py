"""The letters that sessions have changed: one session, or several of a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.cohorts.letters import say_how_to_reach
from app.gatherings.letters import SessionFacts, Text, say_more, say_session
from app.gatherings.letters.calendar import CANCEL, REQUEST, invitation
from app.gatherings.letters.short import cut, in_one_text, short_title
from app.gatherings.rules.changes import Difference, Stand, differences, say_stand
from app.kit.times import say_moment

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
    paragraphs = (
        f"The session “{facts.title}” of “{facts.cohort}” has changed.",
        *(_difference(one) for one in news.differences),
        "So this is the session now:",
        f"{facts.title}\n{say_session(facts)}",
        "Your reminders go by the new time." if news.has_new_time else "",
        say_how_to_reach(facts.contacts, facts.cohort_phone, SORRY),
        say_more(facts),
    )
    text = Text(_subject(news), paragraphs, _short(news))
    return text.in_calendar(facts.event, REQUEST, now)


def series_moved_text(sessions: Sequence[News], now: datetime) -> Text:
    """One letter for all the sessions of a series that have a new time, in their order."""
    first = sessions[0].facts
    paragraphs = (
        f"{_how_many(sessions)} of “{first.cohort}” {_have(sessions)} a new time.",
        *(
            f"{news.facts.title}\nBefore: {say_stand(news.before, first.zone)}\n"
            f"Now: {say_stand(news.after, first.zone)}"
            for news in sessions
        ),
        "All else stays as it was, and your reminders go by the new times.",
        say_how_to_reach(first.contacts, first.cohort_phone, SORRY),
        "" if first.by_hand else f"All the sessions:\n{first.all_sessions}",
    )
    now_first = say_moment(first.starts_at, first.zone)
    short = in_one_text(
        f"New times for {_how_many(sessions).lower()} of {cut(first.cohort, LONGEST_DETAIL)}. "
        f"The next: {now_first}.",
        f"All of them: {first.all_sessions}",
    )
    calendar = "".join(invitation(news.facts.event, REQUEST, now=now) for news in sessions)
    return Text(f"New times: {_how_many(sessions)} of {first.cohort}", paragraphs, short, calendar)


def series_cancelled_text(sessions: Sequence[SessionFacts], now: datetime) -> Text:
    """One letter for all the sessions of a series that are off, in their order."""
    first = sessions[0]
    paragraphs = (
        f"{_how_many(sessions)} of “{first.cohort}” will not take place:",
        "\n".join(f"* {one.title}, {say_moment(one.starts_at, one.zone)}" for one in sessions),
        (
            "We are sorry if you had made time. You do not need to do anything. When "
            "there are new days, you will hear from us."
        ),
        say_how_to_reach(first.contacts, first.cohort_phone, "Do you have a question?"),
        "" if first.by_hand else f"The sessions that stay:\n{first.all_sessions}",
    )
    short = in_one_text(
        f"Called off: {_how_many(sessions).lower()} of {cut(first.cohort, LONGEST_DETAIL)}. "
        f"The first was planned for {say_moment(first.starts_at, first.zone)}.",
        f"What stays: {first.all_sessions}",
    )
    calendar = "".join(invitation(one.event, CANCEL, now=now) for one in sessions)
    return Text(f"Called off: {_how_many(sessions)} of {first.cohort}", paragraphs, short, calendar)


def _difference(one: Difference) -> str:
    was, now = (words.replace("\n", ", ") for words in (one.was, one.now))
    return f"{one.label}, before: {was}\n{one.label}, now: {now}"


def _subject(news: News) -> str:
    return f"{'New time' if news.has_new_time else 'Changed'}: {news.facts.title}"


def _short(news: News) -> str:
    first = news.differences[0]
    if news.has_new_time:
        zone = news.facts.zone
        before = say_moment(news.before.starts_at, zone)
        what = f"New time: {say_stand(news.after, zone)}, not {before}"
    else:
        what = f"Changed. {first.label} now: {cut(first.now, LONGEST_DETAIL)}"
    words = f"{what}. {short_title(news.facts.title)} ({news.facts.cohort})."
    return in_one_text(words, f"All about it: {news.facts.address}")


def _how_many(sessions: Sequence[News] | Sequence[SessionFacts]) -> str:
    return "One session" if len(sessions) == 1 else f"{len(sessions)} sessions"


def _have(sessions: Sequence[News]) -> str:
    return "has" if len(sessions) == 1 else "have"
