"""The facilitator plans a session, and everybody gets a letter about it at once."""

from __future__ import annotations

from datetime import timedelta

from app.kit.clock import SystemClock
from app.kit.times import in_zone
from tests.browser.story.cast import Cast, Person
from tests.browser.visitor import Visitor

SESSION = "Meeting each other"
SOON = timedelta(minutes=30)


def plan_a_session(facilitator: Visitor, cast: Cast) -> None:
    """From home to the page of the session."""
    starts = in_zone(SystemClock().now() + SOON, "Europe/London")
    facilitator.go_to("Home")
    facilitator.follow(cast.cohort)
    facilitator.follow("Sessions")
    facilitator.follow("Plan a session")
    facilitator.press("Plan this session", status=422)
    facilitator.fill("Title", SESSION)
    facilitator.fill("Day", f"{starts:%Y-%m-%d}")
    facilitator.fill("Start", f"{starts:%H:%M}")
    facilitator.tick("Online and in person")
    facilitator.fill("Place", "Millbrook hall, the door on the left")
    facilitator.press("Plan this session")
    facilitator.sees_heading(SESSION)
    facilitator.sees_heading("Letters about this session")


def open_the_session_of_the_letter(participant: Visitor, person: Person) -> None:
    """From the letter about the session to the page it tells of."""
    letter = participant.product.mailbox.wait_for(person.email, SESSION)
    assert letter.subject.startswith(f"New session: {SESSION}")
    participant.open(letter.link("/sessions/"))
    participant.sees_heading(SESSION)
    participant.sees("Millbrook hall, the door on the left")


def letters_to(visitor: Visitor, person: Person) -> int:
    """How many letters about the session somebody has by now."""
    return len(visitor.product.mailbox.letters(person.email, SESSION))
