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
NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")


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
    return tuple(map(plain, WORD.findall(name)))


def different_words(text: str) -> set[str]:
    """The words of a text as they are compared, each once."""
    return set(map(plain, set(WORD.findall(text))))


def plain(word: str) -> str:
    """A word without accents and capitals: `Siân` and `sian` are alike."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word)
    kept = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", kept.casefold())


def runs_on(text: str) -> bool:
    """Whether a script sets no spaces between its words, as Chinese, Japanese and Thai do."""
    return not text.isascii() and NO_SPACES.search(text) is not None


class _Plain(dict[str, str]):
    """Plain forms that were made already, for one text."""

    def __missing__(self, word: str) -> str:
        self[word] = found = plain(word)
        return found
