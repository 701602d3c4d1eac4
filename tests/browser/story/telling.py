"""A participant writes for themselves, offers some of it, and answers for it in its place."""

from __future__ import annotations

from tests.browser.story.cast import Cast, Person
from tests.browser.visitor import Visitor

LOG = (
    "I felt well when I sang with the others on Fridays. "
    "My knee hurt all that week. "
    "Somebody saved me a chair."
)
OFFERED = "I felt well when I sang with the others on Fridays."
PRIVATE = "My knee hurt all that week."
ALSO_OFFERED = "Somebody saved me a chair."
OTHER_LOG = "The allotment gave me a reason to get up."


def reflect(participant: Visitor, text: str) -> None:
    """From the reflection's step to the entry in one's own log."""
    participant.follow("Write in my log")
    participant.sees("Only you can read this.")
    participant.fill("What matters to you?", text)
    participant.press("Save")
    participant.sees(text)


def offer(participant: Visitor, person: Person, sentences: tuple[str, ...]) -> None:
    """From an entry of one's log to the words one has offered."""
    participant.follow("Offer some of these words to your community")
    for sentence in sentences:
        participant.tick(sentence)
    participant.press("See how they would stand")
    participant.press("Offer these words", status=422)
    participant.tick("Anyone, on a public page")
    participant.tick(f"My first name: {person.first_name}")
    participant.press("Offer these words")
    participant.sees_heading("Words you have offered")
    participant.sees(sentences[0])
    participant.sees("They are on no public page.")


def approve_in_place(participant: Visitor, person: Person, cast: Cast) -> None:
    """From the letter that asks to a yes, given where the words stand."""
    letter = participant.product.mailbox.wait_for(person.email, "Your words in a report")
    assert cast.cohort in letter.text
    participant.open(letter.link("/approvals/"))
    participant.follow("Look at your words in place")
    participant.sees_heading("These are your words")
    participant.press("Yes, show them like this")
    participant.sees("You said yes to these words in this report.")
