"""Looking for words in a person's own entries, and showing them in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import re2

from app.reflections.rules.folding import fold, fold_sign
from app.reflections.rules.sentences import rough_sentences
from app.reflections.rules.spellings import spelling

LONGEST_SEARCH = 200
MOST_TERMS = 12
# Bytes for the longest term in its longest spellings.
PATTERN_MEMORY = 64 << 20
# Characters of a sentence that are shown, when it is longer.
SHOWN = 280

_QUOTED = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True)
class Piece:
    """Some words of an entry; `is_found` when they were looked for."""

    text: str
    is_found: bool


@dataclass(frozen=True)
class Terms:
    """What is looked for: words and phrases, folded. An entry is found when it has all of them."""

    words: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.words)


def terms_of(text: str) -> Terms:
    """The words of a search, and its phrases in quotes; at most twelve."""
    found = list[str]()
    for phrase, word in _QUOTED.findall(fold(text[:LONGEST_SEARCH])):
        term = " ".join(phrase.split()) or word.strip(".,;:!?()[]'\"") or word.strip("\"'")
        if term and term not in found:
            found.append(term)
    return Terms(tuple(found[:MOST_TERMS]))


class Finder:
    """Says of many texts whether they have all the terms.

    A word is found at the beginning of a word, so that `ear` does not find `year`; in scripts that
    are not folded to Latin letters, anywhere. White space of any kind stands for a space.
    """

    def __init__(self, terms: Terms) -> None:
        # Long words are in fewer texts, and one that is missing is enough.
        longest_first = sorted(terms.words, key=len, reverse=True)
        options = re2.Options()
        options.max_mem = PATTERN_MEMORY
        self._spellings = [re2.compile(spelling(term), options) for term in longest_first]
        # The library would keep what somebody looked for.
        re2.purge()

    def is_in(self, text: bytes) -> bool:
        """Whether a text in UTF-8 has every term."""
        return all(spelling.search(text) for spelling in self._spellings)


def in_its_sentence(text: str, terms: Terms) -> list[Piece]:
    """The first sentence with something that was looked for; a long one only around it."""
    if not terms:
        return []
    wanted = re.compile("|".join(_pattern(term) for term in terms.words))
    for start, end in rough_sentences(text):
        found = list(_places(text[start:end], wanted))
        if found:
            return _pieces(text[start:end].rstrip(), found)
    # A phrase that goes on across two sentences.
    found = list(_places(text, wanted))
    return _pieces(text, found) if found else []


def _pattern(term: str) -> str:
    first, *others = map(re.escape, term.split())
    if term[0].isascii() and term[0].isalnum():
        # Looked at behind the word, since a pattern that begins with letters is found much sooner.
        first += rf"(?<![0-9a-z]{first})"
    return r"\s+".join((first, *others))


def _places(text: str, wanted: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the words are in the text as it was written, in characters."""
    if not wanted.search(fold(text)):
        return
    if text.isascii():
        yield from (found.span() for found in wanted.finditer(fold(text)))
        return
    folded, origin = list[str](), list[int]()
    for place, sign in enumerate(text):
        for part in fold_sign(sign):
            folded.append(part)
            origin.append(place)
    for found in wanted.finditer("".join(folded)):
        end = found.end()
        # Marks that belong to the last letter are marked with it.
        last = origin[end] if end < len(origin) else len(text)
        yield origin[found.start()], max(last, origin[end - 1] + 1)


def _pieces(text: str, found: Sequence[tuple[int, int]]) -> list[Piece]:
    first = found[0][0]
    start = max(0, min(first - SHOWN // 2, len(text) - SHOWN))
    end = min(len(text), max(start + SHOWN, found[0][1]))
    pieces, at = [Piece("…", is_found=False)] if start else [], start
    for begin, until in found:
        if begin < at or until > end:
            continue
        pieces += [Piece(text[at:begin], is_found=False), Piece(text[begin:until], is_found=True)]
        at = until
    pieces.append(Piece(text[at:end] + ("…" if end < len(text) else ""), is_found=False))
    return [piece for piece in pieces if piece.text]
