"""The series moves by an hour and a session is called off; a calendar program looks on."""

from __future__ import annotations

from collections.abc import Mapping

from tests.browser.story.cast import Cast
from tests.browser.story.reaching import open_the_cohort
from tests.browser.story.series import SECOND, THIRD
from tests.browser.visitor import Visitor
from tests.gatherings.calendar_client import CalendarProgram, Entry, read_with_vobject


def ask_for_a_calendar(participant: Visitor) -> str:
    """From anywhere to the address of one's own feed."""
    participant.go_to("Account")
    participant.follow("Put the sessions of your cohorts into your calendar")
    participant.press("Make my address")
    return participant.main.get_by_label("Your address").input_value()


def look_into(participant: Visitor, feed: str, cast: Cast) -> Mapping[str, Entry]:
    """What a calendar program shows of the feed, by title; it shows nothing that is off."""
    program = CalendarProgram(read_with_vobject)
    program.follow(_text_of(participant, feed))
    entries = program.held.values()
    return {entry.title.removesuffix(f" ({cast.cohort})"): entry for entry in entries}


def is_off(participant: Visitor, feed: str, entry: Entry) -> bool:
    """Whether the feed says of this session, by its own mark, that it is off."""
    written = read_with_vobject(_text_of(participant, feed)).entries
    (now,) = (one for one in written if one.uid == entry.uid)
    return now.status == "CANCELLED" and now.sequence > entry.sequence


def _text_of(participant: Visitor, feed: str) -> str:
    answer = participant.page.request.get(feed)
    assert answer.ok, f"{feed} answered {answer.status}"
    return answer.text()


def move_by_an_hour(facilitator: Visitor, cast: Cast) -> None:
    """From home to new times for all sessions that have not begun."""
    open_the_cohort(facilitator, cast)
    facilitator.follow("Sessions")
    facilitator.follow(SECOND)
    facilitator.follow("Move several sessions of the series")
    facilitator.tick("The whole series")
    facilitator.tick("Later")
    facilitator.fill("How far", "1")
    facilitator.press("Show me the new times")
    facilitator.sees_heading("How it would be")
    facilitator.press("Move 2 sessions and tell everybody")


def call_one_off(facilitator: Visitor, cast: Cast) -> None:
    """From home to a session that does not take place, while the others stay."""
    open_the_cohort(facilitator, cast)
    facilitator.follow("Sessions")
    facilitator.follow(THIRD)
    facilitator.follow("Call this session off")
    facilitator.tick("Only this one")
    facilitator.press("Go on")
    facilitator.press("Call it off and tell everybody")
    facilitator.sees_heading("This session is called off")
