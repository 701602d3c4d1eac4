"""The words and limits of suggestions, and when two people answer the same one."""

from __future__ import annotations

from hashlib import sha256

NEW = "new"
THINKING = "thinking"
DONE = "done"
NOT_NOW = "not_now"

STATES = {
    NEW: "We have not answered yet",
    THINKING: "We are thinking about it",
    DONE: "We did it",
    NOT_NOW: "Not now, and why",
}
"""How far the answer is, in the words of the pages."""

ANSWERS = {state: words for state, words in STATES.items() if state != NEW}
"""What somebody who answers can choose."""

DECISIONS = frozenset({DONE, NOT_NOW})
"""States that need an answer in words."""

LONGEST = 2000
"""Characters in a suggestion, and in an answer."""

SHOWN = 300
"""Characters of each that a list shows."""


def clean_words(raw: str) -> str:
    """The text as it is kept: plain line ends, without what no database can hold, trimmed.

    Empty when nobody can see any of it.
    """
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in lines if sign in "\n\t" or ord(sign) >= ord(" "))
    words = "".join(sign for sign in kept if not "\ud800" <= sign <= "\udfff").strip()
    return words if any(sign.isprintable() and not sign.isspace() for sign in words) else ""


def beginning(text: str) -> str:
    """What a list shows of a text: all of it, or its first words with an ellipsis."""
    if len(text) <= SHOWN:
        return text
    short = text[:SHOWN]
    return (short.rsplit(maxsplit=1)[0] if " " in short else short).rstrip() + "…"


def fingerprint(state: str, answer: str) -> str:
    """A short mark of what an answer says, to see whether it was changed in between."""
    return sha256(f"{state}\n{answer}".encode()).hexdigest()[:32]


def can_be_taken_back(answer: str) -> bool:
    """Whether nobody has put an answer into words yet."""
    return answer == ""
