"""The letters that bring sessions: one that was planned, or all that are ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.cohorts.letters import LONGEST_NAME_HERE, say_how_to_reach
from app.gatherings.letters import NO_NEED, SessionFacts, Text, say_more, say_session
from app.gatherings.letters.calendar import REQUEST, invitation
from app.gatherings.letters.short import cut, in_one_text, short_title
from app.kit.times import say_moment

# Whoever hears of a session later than this is not reminded of it as well.
TIME_TO_REMIND = timedelta(hours=1)


def planned_text(facts: SessionFacts, now: datetime) -> Text:
    """The letter that one session is planned, with the session for calendar programs."""
    when = say_moment(facts.starts_at, facts.zone)
    paragraphs = (
        f"A session of “{facts.cohort}” is planned.",
        facts.title,
        facts.about,
        say_session(facts),
        "You do not need to get anything ready.",
        "We remind you before it." if facts.starts_at - now > TIME_TO_REMIND else "",
        say_how_to_reach(facts.contacts, facts.cohort_phone, NO_NEED),
        say_more(facts),
    )
    short = in_one_text(
        f"New session: {short_title(facts.title)}, {when} ({facts.cohort}).",
        f"All about it: {facts.address}",
    )
    return Text(f"New session: {facts.title}, {when}", paragraphs, short).in_calendar(
        facts.event, REQUEST, now
    )


def sessions_text(
    sessions: Sequence[SessionFacts], *, page: str, account: str, now: datetime
) -> Text:
    """One letter for sessions of a cohort, in their order; of several each is a file of its own.

    `page` is the address of the cohort's sessions, `account` that of a person's own calendar.
    """
    first = sessions[0]
    if len(sessions) == 1:
        return planned_text(first, now)
    calendars = (
        "If you use a calendar on a computer or a phone, you can open the files of an e-mail like "
        "this one to put the sessions into it. Or let your calendar show all of them by itself:\n"
        f"{account}"
    )
    paragraphs = (
        f"These are the sessions of “{first.cohort}” that are planned.",
        *(_one_of_several(facts) for facts in sessions),
        "We remind you before each of them. If a time changes, you hear from us.",
        say_how_to_reach(first.contacts, first.cohort_phone, NO_NEED),
        "" if first.by_hand else calendars,
    )
    begin = say_moment(first.starts_at, first.zone)
    subject = f"{len(sessions)} sessions of {first.cohort}, from {begin}"
    short = in_one_text(
        f"{len(sessions)} sessions of {cut(first.cohort, LONGEST_NAME_HERE)}, from {begin}.",
        f"All about them: {page}",
    )
    calendar = "".join(invitation(facts.event, REQUEST, now=now) for facts in sessions)
    return Text(subject, paragraphs, short, calendar)


def _one_of_several(facts: SessionFacts) -> str:
    more = "" if facts.by_hand else f"\nMore: {facts.address}"
    return f"{facts.title}\n{say_session(facts)}{more}"
