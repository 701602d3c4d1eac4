"""The steps of an erasure, when it may be undone, and by what a person is known in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

WAITING, WORKING, DONE, UNDONE = "waiting", "working", "done", "undone"
STATES = (WAITING, WORKING, DONE, UNDONE)
OPEN = (WAITING, WORKING)
# In that time somebody who thinks again loses nothing.
WAIT_DAYS = 7
WAIT = timedelta(days=WAIT_DAYS)
LEASE = timedelta(minutes=5)
# In this order; the name is needed until the last but one, and rows tell what somebody was called
# before.
STEPS = ("leave", "take_back", "former", "rows", "names", "files", "check", "forget", "note")
SOMEONE = "Someone who has left"
# Shorter numbers and names stand in too many other words.
FIGURES = 7
SHORTEST = 4


@dataclass(frozen=True)
class Marks:
    """What a person is known by in words; empty: there is none."""

    name: str
    email: str = ""
    phone: str = ""
    # The number as people write it here.
    phone_said: str = ""

    @property
    def patterns(self) -> tuple[str, ...]:
        """Each mark as a pattern that Python and the database read alike; capitals do not count."""
        numbers = (_number(self.phone), _number(self.phone_said))
        words = (_words(self.name), _words(self.email))
        return tuple(dict.fromkeys(one for one in (*words, *numbers) if one))

    @property
    def pattern(self) -> str:
        """One pattern for all marks; it matches nothing where there is none."""
        return "|".join(self.patterns) or r"$\w"

    @property
    def replaceable(self) -> str:
        """A pattern for those marks that can be nobody and nothing else.

        A name of one word is not among them: it may be a word, such as May or Will.
        """
        one_word = len(self.name.split()) < 2  # noqa: PLR2004 - a first and a last name
        return Marks("" if one_word else self.name, self.email, self.phone, self.phone_said).pattern


def _words(text: str) -> str:
    parts = [re.escape(part) for part in text.split()]
    if sum(map(len, parts)) < SHORTEST:
        return ""
    return r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"


def _number(text: str) -> str:
    figures = re.findall(r"\d", text)
    if len(figures) < FIGURES:
        return ""
    return r"(?<!\d)" + r"[\s().-]*".join(figures) + r"(?!\d)"
