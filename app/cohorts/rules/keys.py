"""Words that let people into a cohort: easy to read out, to write down and to type."""

from __future__ import annotations

import secrets
from datetime import datetime

from app.cohorts.rules import OUT

# No letter or digit looks or sounds like another here, and without vowels no word is rude.
LETTERS = "bcdfghjkmnprtwxy347"
LENGTH = 8
LONGEST_DAYS = 366
MOST_SEATS = 2_000

# Whoever is nothing to the cohort takes one of a key's places, as somebody new does.
USE_UP = OUT

OPEN = "open"
CLOSED = "closed"
RUN_OUT = "run_out"
FULL = "full"
STATES = {
    OPEN: "Open",
    CLOSED: "Closed",
    RUN_OUT: "The last day has passed",
    FULL: "Used up",
}


def new_word() -> str:
    """A word that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def clean_word(text: str) -> str:
    """A word as it is kept, however it was typed: `BCDF-GHJK` and `bcdf ghjk` are the same."""
    return "".join(text.lower().replace("-", " ").split())[: 2 * LENGTH]


def spaced(word: str) -> str:
    """A word as it is shown, in two halves: `bcdf ghjk`."""
    half = len(word) // 2
    return f"{word[:half]} {word[half:]}"


def key_state(
    *, closed_at: datetime | None, expires_at: datetime, cap: int | None, used: int, now: datetime
) -> str:
    """Whether a key lets people in, or why not."""
    if closed_at is not None:
        return CLOSED
    if now >= expires_at:
        return RUN_OUT
    return FULL if cap is not None and used >= cap else OPEN
