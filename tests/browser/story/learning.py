"""A participant goes through module 1, stops, and comes back to the same place."""

from __future__ import annotations

from tests.browser.visitor import Visitor

MODULE = "What makes people well?"
WRONG = "About 9 years"
RIGHT = (
    "About 19 years",
    "Most of it. Neither document says how it got its number.",
    "What makes people well?",
    "People gain purpose, hope, mastery and control, and their health gains too",
    "Getting to know your community can help a person to get well.",
)


def begin(participant: Visitor) -> None:
    """From home to the second step, and the module's page on the way."""
    participant.go_to("Home")
    participant.follow("Start")
    participant.sees_heading("Welcome")
    participant.press("Mark as done and go on")
    participant.sees_heading("The gap in healthy years")
    participant.go_back()
    participant.sees_heading(MODULE)
    participant.sees("1 of 9 steps done")
    participant.follow("Carry on")


def carry_on(participant: Visitor) -> None:
    """From home to the knowledge check, from where it was left."""
    participant.sees("Carry on where you were")
    participant.sees_heading("The gap in healthy years")
    participant.follow("Carry on")
    participant.sees_heading("The gap in healthy years")
    for _ in range(5):
        participant.press("Mark as done and go on")
    participant.sees_heading("Check what you have taken in")


def answer_the_check(participant: Visitor) -> None:
    """From the knowledge check to the reflection, with a wrong answer and a second try."""
    participant.press("Check my answer to question 1", status=422)
    participant.tick(WRONG)
    participant.press("Check my answer to question 1")
    participant.sees("Worth another look.")
    participant.tick(RIGHT[0])
    participant.press("Check again to question 1")
    participant.sees("A good answer.")
    for number, words in enumerate(RIGHT[1:], start=2):
        participant.tick(words)
        participant.press(f"Check my answer to question {number}")
    participant.sees("Done")
    participant.follow("Go on")
    participant.sees_heading("What matters to you?")
