"""The words of a text as names are compared: without accents, capitals or points."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Whatever is none of these is part of a word, in any script. Marks of vowels are part of words.
_BETWEEN = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    r"\u060c\u061b\u061f\u06d4\u0964\u0965\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff"
    r"\u3000-\u3004\u3008-\u303f\u30fb\uff01-\uff0f\uff1a-\uff20\ufe00-\ufe0f\U0001f000-\U0001faff"
)
WORD = re.compile(f"[^{_BETWEEN}]+")


@dataclass(frozen=True)
class Word:
    """A word in a text, and the form in which it is compared."""

    start: int
    end: int
    plain: str


def words(text: str) -> list[Word]:
    """The words of a text, from left to right; hyphens and apostrophes part them."""
    known = _Plain()
    return [Word(*match.span(), known[match[0]]) for match in WORD.finditer(text)]


def plain_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    return tuple(word.plain for word in words(name))


def plain(word: str) -> str:
    """A word without accents and capitals: `Siân` and `sian` are alike."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word)
    kept = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept.casefold())


def runs_on(text: str) -> bool:
    """Whether a script sets no spaces between its words, as Chinese, Japanese and Thai do."""
    return any(_sets_no_spaces(ord(sign)) for sign in text)


class _Plain(dict[str, str]):
    """Plain forms that were made already, for one text."""

    def __missing__(self, word: str) -> str:
        self[word] = found = plain(word)
        return found


NO_SPACES = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x9FFF))


def _sets_no_spaces(code: int) -> bool:
    return any(first <= code <= last for first, last in NO_SPACES)
