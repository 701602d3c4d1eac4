"""The opening words that facilitators put at the top of a letter."""

from __future__ import annotations

import re
from dataclasses import replace

from app.post.rules.drafts import Draft

LONGEST_WORDS = 600
NO_GAPS = re.compile(r"\n{3,}")
# Marks that turn the direction of all that follows.
TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def clean_words(text: str) -> str | None:
    """Opening words without control characters, so that no link can be planted in a letter.

    None when they are too long; empty when there are none.
    """
    lines = text.translate(TURNS).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = ("".join(letter for letter in line if letter >= " ").rstrip() for line in lines)
    words = NO_GAPS.sub("\n\n", "\n".join(shown).strip())
    return words if len(words) <= LONGEST_WORDS else None


def with_opening(draft: Draft, words: str) -> Draft:
    """The letter with these words after its greeting, which is its first line.

    The text message stays as short as it is.
    """
    greeting, _, rest = draft.body.partition("\n")
    body = f"{greeting}\n\n{words}\n\n{rest.lstrip(chr(10))}"
    return replace(draft, body=body) if words else draft
