"""The programme lead opens a cohort with its sessions, the first of which begins very soon."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.kit.clock import SystemClock
from app.kit.times import in_zone
from tests.browser.story.cast import Cast
from tests.browser.visitor import Visitor

ZONE = "Europe/London"
FIRST, SECOND, THIRD = "Meeting each other", "What keeps us well", "What we will do"
ROOM = "https://meet.example/millbrook"
HALL = "Millbrook hall, the door on the left"
# So long the lead may take to send the list.
MARGIN = timedelta(seconds=15)
# Sessions that the course proposes and this cohort leaves out.
KEPT = 3


def open_with_sessions(lead: Visitor, cast: Cast) -> None:
    """From home to the page of who runs the cohort, with three sessions planned."""
    lead.go_to("Programme")
    lead.follow("Open a cohort")
    lead.fill("Name of the cohort", cast.cohort)
    lead.fill("First day", f"{_here(timedelta()):%Y-%m-%d}")
    lead.pick("Time zone", ZONE)
    lead.tick("Every week")
    lead.pick("Day of the week", "Wednesday")
    lead.fill("Start", "10:00")
    lead.tick("Online and in person")
    lead.fill("Place", HALL)
    lead.fill("Link to the online room", ROOM)
    lead.press("Open this cohort")
    lead.sees_heading("Look at the sessions")
    lead.sees("These sessions are not planned yet.")
    keep_three(lead)
    lead.press("Plan these sessions")
    lead.is_told("3 sessions are planned, with reminders.")


def keep_three(lead: Visitor) -> None:
    """Name the first three sessions, leave out the others, and let the first begin soon."""
    rows = lead.main.get_by_role("listitem").filter(has=lead.page.get_by_label("Start"))
    for row in rows.all()[KEPT:]:
        row.get_by_label("Leave this one out").check()
    for row, title in zip(rows.all(), (FIRST, SECOND, THIRD), strict=False):
        row.get_by_label("Title").fill(title)
    soon = _here(MARGIN + timedelta(minutes=1))
    rows.first.get_by_label("Day").fill(f"{soon:%Y-%m-%d}")
    rows.first.get_by_label("Start").fill(f"{soon:%H:%M}")


def _here(later: timedelta) -> datetime:
    return in_zone(SystemClock().now() + later, ZONE)
