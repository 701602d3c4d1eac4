"""Letters without their accents, for looking things up, and texts as they are seen."""

from __future__ import annotations

import unicodedata

# Letters that no rule takes apart, and the marks that come in place of a plain one.
PLAIN = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "’": "'"}
PLAIN |= {"‘": "'", "ʼ": "'", "‐": "-", "\u2011": "-", "–": "-"}

# Letters and signs that are drawn as nothing, and marks that only choose how the one before looks.
BLANK = dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0), " ")
CHOOSING = (0x034F, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10))
FLAGS = frozenset(map(chr, range(0xE0020, 0xE0080)))
# How much of a name somebody may look for.
LONGEST_SOUGHT = 60
UNSEEN = dict.fromkeys((*CHOOSING, *range(0xE0100, 0xE01F0)), "")


def plain_letters(text: str) -> str:
    """A text without its accents: `Siân` is `Sian`, and `Łukasz` is `Lukasz`."""
    taken_apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in taken_apart if not "\u0300" <= letter <= "\u036f")
    return bare.translate(str.maketrans("".join(PLAIN), "".join(PLAIN.values())))


def as_seen(text: str) -> str:
    """A text as it is seen, to tell whether two read the same but for capitals.

    Signs without any width go, spaces are one, and letters are the same however they are coded. The
    flags of England and of Wales differ by such signs alone, so theirs stay.
    """
    drawn = text.translate(BLANK | UNSEEN)
    seen = "".join(sign for sign in drawn if sign in FLAGS or unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).casefold().split())


def clean_sought(typed: str, longest: int = LONGEST_SOUGHT) -> str:
    """A part of a name as it is looked for: one space between words, nothing the store refuses."""
    return " ".join(typed.replace("\0", "").split())[:longest]
