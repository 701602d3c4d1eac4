"""The letters that bring sessions: one that was planned, or all that are ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.cohorts.letters import LONGEST_NAME_HERE, say_how_to_reach
from app.gatherings.letters import (
    NO_NEED,
    SessionFacts,
    Text,
    all_about_it,
    say_more,
    say_session,
)
from app.gatherings.letters.calendar import REQUEST, invitation
from app.gatherings.letters.short import cut, in_one_text, short_title

# Whoever hears of a session later than this is not reminded of it as well.
TIME_TO_REMIND = timedelta(hours=1)


def planned_text(facts: SessionFacts, now: datetime) -> Text:
    """The letter that one session is planned, with the session for calendar programs."""
    tongue = facts.tongue
    when = tongue.say_moment(facts.starts_at, facts.zone)
    is_reminded = facts.starts_at - now > TIME_TO_REMIND
    paragraphs = (
        tongue.say("A session of “{cohort}” is planned.", cohort=facts.cohort),
        facts.title,
        facts.about,
        say_session(facts),
        tongue.say("You do not need to get anything ready."),
        tongue.say("We remind you before it.") if is_reminded else "",
        say_how_to_reach(facts.contacts, facts.cohort_phone, NO_NEED, tongue),
        say_more(facts),
    )
    short = in_one_text(
        tongue.say(
            "New session: {title}, {when} ({cohort}).",
            title=short_title(facts.title),
            when=when,
            cohort=facts.cohort,
        ),
        all_about_it(facts),
    )
    subject = tongue.say("New session: {title}, {when}", title=facts.title, when=when)
    return Text(subject, paragraphs, short, tongue).in_calendar(facts.event, REQUEST, now)


def sessions_text(
    sessions: Sequence[SessionFacts], *, page: str, account: str, now: datetime
) -> Text:
    """One letter for sessions of a cohort, in their order; of several each is a file of its own.

    `page` is the address of the cohort's sessions, `account` that of a person's own calendar.
    """
    first, tongue = sessions[0], sessions[0].tongue
    if len(sessions) == 1:
        return planned_text(first, now)
    calendars = tongue.say(
        "If you use a calendar on a computer or a phone, you can open the files of an e-mail like "
        "this one to put the sessions into it. Or let your calendar show all of them by itself:"
    )
    paragraphs = (
        tongue.say("These are the sessions of “{cohort}” that are planned.", cohort=first.cohort),
        *(_one_of_several(facts) for facts in sessions),
        tongue.say("We remind you before each of them. If a time changes, you hear from us."),
        say_how_to_reach(first.contacts, first.cohort_phone, NO_NEED, tongue),
        "" if first.by_hand else f"{calendars}\n{account}",
    )
    short = in_one_text(
        f"{_from_when(sessions, cut(first.cohort, LONGEST_NAME_HERE))}.",
        tongue.say("All about them: {address}", address=page),
    )
    calendar = "".join(
        invitation(facts.event, REQUEST, now=now, tongue=tongue) for facts in sessions
    )
    return Text(_from_when(sessions, first.cohort), paragraphs, short, tongue, calendar)


def _from_when(sessions: Sequence[SessionFacts], cohort: str) -> str:
    first = sessions[0]
    return first.tongue.say_many(
        "One session of {cohort}, from {when}",
        "{count} sessions of {cohort}, from {when}",
        len(sessions),
        cohort=cohort,
        when=first.tongue.say_moment(first.starts_at, first.zone),
    )


def _one_of_several(facts: SessionFacts) -> str:
    lines = [facts.title, say_session(facts)]
    if not facts.by_hand:
        lines.append(facts.tongue.say("More: {address}", address=facts.address))
    return "\n".join(lines)
