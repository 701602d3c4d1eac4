"""A participant goes through the first module, stops, and comes back to the same place."""

from __future__ import annotations

from tests.browser.story.course import FIRST, answer, place_of_check, questions_of
from tests.browser.visitor import Visitor

TITLES = [step.front.title for step in FIRST.steps]


def begin(participant: Visitor) -> None:
    """From home to the second step by way of the module's page; reading the first is enough."""
    participant.go_to("Home")
    participant.follow("Start")
    participant.sees_heading(TITLES[0])
    participant.sees_done()
    participant.follow("Go on")
    participant.sees_heading(TITLES[1])
    participant.go_back()
    participant.sees_heading(FIRST.front.title)
    participant.sees(f"1 of {len(TITLES)} steps done")
    participant.follow("Carry on")


def carry_on(participant: Visitor) -> None:
    """From home to the knowledge check, from where it was left."""
    participant.sees("Carry on where you were")
    participant.sees_heading(TITLES[1])
    participant.follow("Carry on")
    participant.sees_heading(TITLES[1])
    place = place_of_check(FIRST)
    for _ in range(1, place):
        participant.press("Mark as done and go on")
    participant.sees_heading(TITLES[place])


def answer_the_check(participant: Visitor) -> None:
    """From the knowledge check to the reflection, with a wrong answer and a second try."""
    first, *others = questions_of(FIRST)
    participant.press("check my answer to question 1", status=422)
    participant.tick(answer(first, right=False))
    participant.press("check my answer to question 1")
    participant.sees("Worth another look.")
    participant.tick(answer(first, right=True))
    participant.press("check again to question 1")
    participant.sees("A good answer.")
    for number, question in enumerate(others, start=2):
        participant.tick(answer(question, right=True))
        participant.press(f"check my answer to question {number}")
    participant.sees_done()
    participant.follow("Go on")
    participant.sees_heading(TITLES[place_of_check(FIRST) + 1])
