"""The words and limits of what facilitators write for a report: messages and notes of sessions."""

from __future__ import annotations

from app.outputs.rules.stages import MESSAGES, PRIORITIES

SESSION = "session"
POLL = "poll"
PEOPLE = "people"
ONE = "one"
STANDS_ON = {
    SESSION: "We agreed on it in a session",
    POLL: "We voted on it",
    PEOPLE: "People said it, each for themselves",
    ONE: "It is one person's view",
}
"""How a cohort can stand behind a message."""

STANDS_ON_HINTS = {
    SESSION: "Choose the notes of that session below.",
    POLL: "Choose the vote below. It has to be closed.",
    PEOPLE: "We count the people whose words stand under the message.",
    ONE: "It is said so, so that nobody takes it for what all think.",
}

LONGEST_MESSAGE = 200
LONGEST_SAID = 4_000
LONGEST_DIFFERED = 2_000
MOST_PEOPLE = 1_000
"""More people than that in one session is a slip of the pen."""

OUT = "out"
MOST_MESSAGES = 30

WITH_INDICATORS = (MESSAGES, PRIORITIES)
"""The reports that can tell what a cohort looks at; a digest tells of one session."""

MOST_LOOKS = 24
"""So many looks at an indicator are told, the newest: two years of months."""

UNDER_MESSAGE = "m:"
UNDER_PRIORITY = "p:"


def attested(stands_on: str, *, day: str, people: str) -> str:
    """How the cohort stands behind a message, in a sentence to readers.

    `day`: of the session, in words; `people`: the number as it may be told.
    """
    sentences = {
        SESSION: f"We agreed on this in the session on {day}." if day else "We agreed on this.",
        POLL: "We voted on this. What came of it stands under the message.",
        PEOPLE: f"People said this, each for themselves (n = {people}).",
        ONE: "This is one person's view. Others may see it in another way.",
    }
    return sentences[stands_on]
