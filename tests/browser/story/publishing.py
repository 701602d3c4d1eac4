"""The facilitator asks for the output, sees it being made, and publishes it."""

from __future__ import annotations

from tests.browser.story.cast import Cast
from tests.browser.visitor import Visitor

TITLE = "What keeps Millbrook well"


def title_for(cast: Cast) -> str:
    """The report's title."""
    return f"{TITLE}, {cast.cohort}"


def ask_for_the_output(facilitator: Visitor, cast: Cast) -> None:
    """From home to a draft whose authors are asked."""
    facilitator.go_to("Home")
    facilitator.follow(cast.cohort)
    facilitator.follow("Outputs")
    facilitator.fill("Title", title_for(cast))
    with facilitator.product.worker_asleep():
        facilitator.press("Make a draft")
        facilitator.sees_heading("The draft is being made")
        facilitator.sees("0 of 7 parts done")
    facilitator.wait_for_link("Read the draft", again="See how far it is now")
    facilitator.follow("Read the draft")
    facilitator.go_back()
    # They are offered two weeks, and these two are waited for by nobody.
    facilitator.fill("Last day for answers", "")
    facilitator.press("Ask the authors")
    facilitator.is_told("The authors are asked.")


def make_the_edition(facilitator: Visitor) -> None:
    """From the output's page, with one yes and one silence, to an edition that can be read."""
    facilitator.again()
    facilitator.sees_answer("Said yes", "1")
    facilitator.sees_answer("Still waiting", "1")
    with facilitator.product.worker_asleep():
        facilitator.press("Make the edition")
        facilitator.sees_heading("The edition is being made")
    facilitator.wait_for_link("Read edition 1", again="See how far it is now")
    facilitator.follow("Read edition 1")
    facilitator.go_back()


def publish(facilitator: Visitor) -> None:
    """From the output's page to the same page, which then leads to what was published."""
    facilitator.press("Publish edition 1")
    facilitator.follow("Edition 1")
    facilitator.sees("Edition 1, published on")


def read_what_was_published(passer_by: Visitor, cast: Cast, *, said: str, unsaid: str) -> None:
    """Somebody without an account finds the words that got a yes, and only those."""
    passer_by.open("/outputs/")
    passer_by.follow(title_for(cast))
    passer_by.sees(said)
    passer_by.sees_nothing_of(unsaid)
    answer = passer_by.download("This report as a PDF")
    assert answer.startswith(b"%PDF")
    assert len(answer) > 1_000
