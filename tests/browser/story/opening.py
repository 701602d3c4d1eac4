"""The programme lead opens a cohort and asks somebody to run it."""

from __future__ import annotations

import re

from tests.browser.story.cast import Cast
from tests.browser.visitor import Visitor

COHORT = re.compile(r"/cohorts/[^/]+")


def open_a_cohort(lead: Visitor, cast: Cast) -> None:
    """From home to a cohort that nobody runs yet, with a slip on the way."""
    lead.go_to("Programme")
    lead.follow("Open a cohort")
    lead.press("Open this cohort", status=422)
    lead.sees_heading("There is something to put right")
    lead.fill("Name of the cohort", cast.cohort)
    lead.fill("First day", cast.starts_on)
    lead.pick("Time zone", "Europe/London")
    lead.tick("Not now, I will plan sessions later")
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


def open_what_waits(facilitator: Visitor) -> None:
    """From a page of the cohort: open the steps that wait for a session, since none is planned."""
    here = COHORT.search(facilitator.page.url)
    assert here, facilitator.page.url
    facilitator.open(f"{here[0]}/modules")
    facilitator.sees("no date yet")
    facilitator.press("Open all of it for everybody now")
    facilitator.sees_nothing_of("no date yet")
