"""The letters that bring sessions: one that was planned, or all that are ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.cohorts.letters import say_how_to_reach
from app.gatherings.letters import SessionFacts, Text, say_way
from app.gatherings.letters.calendar import REQUEST, invitation
from app.gatherings.letters.short import in_one_text, short_title
from app.kit.times import say_clock, say_moment, say_zone

NO_NEED = "If you cannot come, that is fine. It helps to know."


def planned_text(facts: SessionFacts, now: datetime) -> Text:
    """The letter that one session is planned, with the session for calendar programs."""
    about = f"\n{facts.about}\n" if facts.about else ""
    body = f"""
A session of “{facts.cohort}” is planned.

{facts.title}
{about}
When:  {say_moment(facts.starts_at, facts.zone)}
Until: {say_clock(facts.ends_at, facts.zone)} ({say_zone(facts.zone)})
{say_way(facts)}

We remind you before it. You do not need to get anything ready.

{say_how_to_reach(facts.contacts, facts.cohort_phone, NO_NEED)}

All about this session: {facts.address}

The Discovery Learning Programme
"""
    when = say_moment(facts.starts_at, facts.zone)
    short = in_one_text(
        f"New session: {short_title(facts.title)}, {when} ({facts.cohort}).",
        f"All about it: {facts.address}",
    )
    return Text(f"New session: {facts.title}, {when}", body, short).in_calendar(
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
    lines = "\n\n".join(_line(facts) for facts in sessions)
    body = f"""
These are the sessions of “{first.cohort}” that are planned.

{lines}

We remind you before each of them. If a time changes, you hear from us.

{say_how_to_reach(first.contacts, first.cohort_phone, NO_NEED)}

If you use a calendar on a computer or a phone: open a file of this letter to put that session into
it. Or let your calendar show all of them by itself: {account}

The Discovery Learning Programme
"""
    begin = say_moment(first.starts_at, first.zone)
    subject = f"{len(sessions)} sessions of {first.cohort}, from {begin}"
    short = in_one_text(f"{subject}.", f"All about them: {page}")
    calendar = "".join(invitation(facts.event, REQUEST, now=now) for facts in sessions)
    return Text(subject, body, short, calendar)


def _line(facts: SessionFacts) -> str:
    until = f"until {say_clock(facts.ends_at, facts.zone)}"
    where = f"{say_way(facts)}\nMore:  {facts.address}"
    return f"{facts.title}\n{say_moment(facts.starts_at, facts.zone)}, {until}\n{where}"
