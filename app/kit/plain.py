"""Letters without their accents, for looking things up."""

from __future__ import annotations

import unicodedata

# Letters that no rule takes apart, and the marks that come in place of a plain one.
PLAIN = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "’": "'"}
PLAIN |= {"‘": "'", "ʼ": "'", "‐": "-", "\u2011": "-", "–": "-"}


def plain_letters(text: str) -> str:
    """A text without its accents: `Siân` is `Sian`, and `Łukasz` is `Lukasz`."""
    taken_apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in taken_apart if not "\u0300" <= letter <= "\u036f")
    return bare.translate(str.maketrans("".join(PLAIN), "".join(PLAIN.values())))
