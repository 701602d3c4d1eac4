"""The programme lead opens a cohort and asks somebody to run it."""

from __future__ import annotations

from tests.browser.story.cast import Cast
from tests.browser.visitor import Visitor


def open_a_cohort(lead: Visitor, cast: Cast) -> None:
    """From home to a cohort that nobody runs yet, with a slip on the way."""
    lead.go_to("Programme")
    lead.follow("Open a cohort")
    lead.press("Open this cohort", status=422)
    lead.sees_heading("There is something to put right")
    lead.fill("Name of the cohort", cast.cohort)
    lead.fill("Start date", "2027-01-11")
    lead.pick("Time zone", "Europe/London")
    lead.press("Open this cohort")
    lead.sees("Nobody runs this cohort yet")


def make_a_facilitator(lead: Visitor, cast: Cast) -> None:
    """From the page of who runs the cohort to an invitation that is on its way."""
    lead.fill("Name", cast.facilitator.name)
    lead.fill("E-mail address", cast.facilitator.email)
    lead.pick("They come as", "PCN staff")
    lead.press("Send the invitation")
    lead.sees(cast.facilitator.name)
    lead.sees("no answer yet")
    lead.go_to("Programme")
    lead.sees(cast.cohort)
