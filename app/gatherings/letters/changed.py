"""The letters that sessions have changed: one session, or several of a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.cohorts.letters import say_how_to_reach
from app.gatherings.letters import (
    QUESTIONS,
    SessionFacts,
    Text,
    all_about_it,
    say_more,
    say_session,
)
from app.gatherings.letters.calendar import CANCEL, REQUEST, invitation
from app.gatherings.letters.short import cut, in_one_text, short_title
from app.gatherings.rules.changes import Difference, Stand, differences, say_stand
from app.post.rules.tongues import Tongue, mark

SORRY = mark("If you cannot come now, that is fine. It helps to know.")
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
        return differences(
            self.before, self.after, self.facts.zone, told=True, tongue=self.facts.tongue
        )

    @property
    def has_new_time(self) -> bool:
        """Whether it begins or ends at another time."""
        before, after = self.before, self.after
        return (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at)


def moved_text(news: News, now: datetime) -> Text:
    """The letter that one session has changed: what it was, and what it is now."""
    facts, tongue = news.facts, news.facts.tongue
    paragraphs = (
        tongue.say(
            "The session “{title}” of “{cohort}” has changed.",
            title=facts.title,
            cohort=facts.cohort,
        ),
        *(_difference(one, tongue) for one in news.differences),
        tongue.say("So this is the session now:"),
        f"{facts.title}\n{say_session(facts)}",
        tongue.say("Your reminders go by the new time.") if news.has_new_time else "",
        say_how_to_reach(facts.contacts, facts.cohort_phone, SORRY, tongue),
        say_more(facts),
    )
    text = Text(_subject(news), paragraphs, _short(news), tongue)
    return text.in_calendar(facts.event, REQUEST, now)


def series_moved_text(sessions: Sequence[News], now: datetime) -> Text:
    """One letter for all the sessions of a series that have a new time, in their order."""
    first, tongue, many = sessions[0].facts, sessions[0].facts.tongue, len(sessions)
    paragraphs = (
        tongue.say_many(
            "One session of “{cohort}” has a new time.",
            "{count} sessions of “{cohort}” have a new time.",
            many,
            cohort=first.cohort,
        ),
        *(_new_time(news, first.zone) for news in sessions),
        tongue.say("All else stays as it was, and your reminders go by the new times."),
        say_how_to_reach(first.contacts, first.cohort_phone, SORRY, tongue),
        "" if first.by_hand else tongue.say("All the sessions:") + f"\n{first.all_sessions}",
    )
    short = in_one_text(
        tongue.say_many(
            "New times for one session of {cohort}. The next: {when}.",
            "New times for {count} sessions of {cohort}. The next: {when}.",
            many,
            cohort=cut(first.cohort, LONGEST_DETAIL),
            when=tongue.say_moment(first.starts_at, first.zone),
        ),
        tongue.say("All of them: {address}", address=first.all_sessions),
    )
    subject = tongue.say_many(
        "New times: One session of {cohort}",
        "New times: {count} sessions of {cohort}",
        many,
        cohort=first.cohort,
    )
    calendar = _in_calendar([news.facts for news in sessions], REQUEST, now)
    return Text(subject, paragraphs, short, tongue, calendar)


def series_cancelled_text(sessions: Sequence[SessionFacts], now: datetime) -> Text:
    """One letter for all the sessions of a series that are off, in their order."""
    first, tongue, many = sessions[0], sessions[0].tongue, len(sessions)
    paragraphs = (
        tongue.say_many(
            "One session of “{cohort}” will not take place:",
            "{count} sessions of “{cohort}” will not take place:",
            many,
            cohort=first.cohort,
        ),
        "\n".join(
            f"* {one.title}, {tongue.say_moment(one.starts_at, one.zone)}" for one in sessions
        ),
        tongue.say(
            "We are sorry if you had made time. You do not need to do anything. When there are new "
            "days, you will hear from us."
        ),
        say_how_to_reach(first.contacts, first.cohort_phone, QUESTIONS, tongue),
        "" if first.by_hand else tongue.say("The sessions that stay:") + f"\n{first.all_sessions}",
    )
    short = in_one_text(
        tongue.say_many(
            "Called off: one session of {cohort}. The first was planned for {when}.",
            "Called off: {count} sessions of {cohort}. The first was planned for {when}.",
            many,
            cohort=cut(first.cohort, LONGEST_DETAIL),
            when=tongue.say_moment(first.starts_at, first.zone),
        ),
        tongue.say("What stays: {address}", address=first.all_sessions),
    )
    subject = tongue.say_many(
        "Called off: One session of {cohort}",
        "Called off: {count} sessions of {cohort}",
        many,
        cohort=first.cohort,
    )
    return Text(subject, paragraphs, short, tongue, _in_calendar(sessions, CANCEL, now))


def _in_calendar(sessions: Sequence[SessionFacts], method: str, now: datetime) -> str:
    return "".join(
        invitation(facts.event, method, now=now, tongue=facts.tongue) for facts in sessions
    )


def _new_time(news: News, zone: str) -> str:
    tongue = news.facts.tongue
    lines = (
        news.facts.title,
        tongue.say("Before: {when}", when=say_stand(news.before, zone, tongue)),
        tongue.say("Now: {when}", when=say_stand(news.after, zone, tongue)),
    )
    return "\n".join(lines)


def _difference(one: Difference, tongue: Tongue) -> str:
    was, now = (words.replace("\n", ", ") for words in (one.was, one.now))
    before = tongue.say("{label}, before: {words}", label=one.label, words=was)
    after = tongue.say("{label}, now: {words}", label=one.label, words=now)
    return f"{before}\n{after}"


def _subject(news: News) -> str:
    say = news.facts.tongue.say
    if news.has_new_time:
        return say("New time: {title}", title=news.facts.title)
    return say("Changed: {title}", title=news.facts.title)


def _short(news: News) -> str:
    facts, tongue = news.facts, news.facts.tongue
    first = news.differences[0]
    if news.has_new_time:
        what = tongue.say(
            "New time: {now}, not {before}.",
            now=say_stand(news.after, facts.zone, tongue),
            before=tongue.say_moment(news.before.starts_at, facts.zone),
        )
    else:
        what = tongue.say(
            "Changed. {label} now: {words}.",
            label=first.label,
            words=cut(first.now, LONGEST_DETAIL),
        )
    return in_one_text(f"{what} {short_title(facts.title)} ({facts.cohort}).", all_about_it(facts))
