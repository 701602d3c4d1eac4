"""The names of people whom the writer learns with, whole or in part, in any script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from app.reflections.rules.details.finding import COMPANION, Finding, piece
from app.reflections.rules.details.listed import listed
from app.reflections.rules.details.ordinary import ORDINARY, is_name_use
from app.reflections.rules.details.titles import TITLE
from app.reflections.rules.details.words import Word, different_words, plain_words, runs_on, words

LONGEST_NAME = 6
# Parts of names with fewer letters than this are too often something else.
SHORTEST = 3
SHORTEST_IN_SMALL_LETTERS = 4
CLOSE = 3
JOINERS = frozenset(" \t\n\u00a0.-’'‐‑·・")
# Parts that many family names share, and that are no name by themselves.
SHARED_PARTS = listed(
    """
    van der den de da di du la le von ap ab al el bin bint ben ibn abu mac the dos del ter
    ten and jnr snr junior senior mrs mr miss dr prof professor rev sir dame lady lord
    """
)


def companions(text: str, names: Iterable[str]) -> Iterator[Finding]:
    """Each place where one of these people is named; the longest name that fits is taken."""
    # Most texts name nobody, so only names of which a word stands in the text are taken apart.
    said = different_words(text)
    known = _Names(
        name for name in names if runs_on(name) or not said.isdisjoint(plain_words(name))
    )
    yield from known.found_by_words(text)
    yield from known.found_by_signs(text)


class _Names:
    """The names to look for, by the plain words that they consist of."""

    def __init__(self, names: Iterable[str]) -> None:
        self._whole = set[tuple[str, ...]]()
        self._parts = set[str]()
        # Given names, which people write in small letters too; family names are words more often.
        self._given = set[str]()
        self._signs = set[str]()
        for name in names:
            self._take(name)
        self._firsts = {whole[0] for whole in self._whole}

    def _take(self, name: str) -> None:
        if runs_on(name):
            self._signs.add("".join(name.split()))
            return
        parts = tuple(part for part in plain_words(TITLE.sub("", name)) if part)
        if 1 < len(parts) <= LONGEST_NAME:
            self._whole.add(parts)
            self._whole.add((parts[0], parts[-1]))
        self._given.update(parts[:1])
        for joined in name.split():
            pair = plain_words(joined)
            if 1 < len(pair) <= LONGEST_NAME:
                self._whole.add(pair)
        for part in parts:
            short = SHORTEST if part.isascii() else SHORTEST - 1
            if len(part) >= short and part not in SHARED_PARTS and not part.isdigit():
                self._parts.add(part)

    def found_by_words(self, text: str) -> Iterator[Finding]:
        if not (self._firsts or self._parts):
            return
        every = words(text)
        at = 0
        while at < len(every):
            taken = self._whole_at(text, every, at) or int(self._is_part(text, every, at))
            if taken:
                yield piece(COMPANION, text, every[at].start, every[at + taken - 1].end)
            at += taken or 1

    def found_by_signs(self, text: str) -> Iterator[Finding]:
        for name in self._signs:
            at = text.find(name)
            while at >= 0:
                yield piece(COMPANION, text, at, at + len(name))
                at = text.find(name, at + len(name))

    def _whole_at(self, text: str, every: Sequence[Word], at: int) -> int:
        """How many words of a whole name begin here; 0 when none does."""
        if every[at].plain not in self._firsts:
            return 0
        for length in range(min(LONGEST_NAME, len(every) - at), 1, -1):
            here = every[at : at + length]
            is_name = tuple(word.plain for word in here) in self._whole
            if is_name and _belong_together(text, here) and _is_meant(text, here):
                return length
        return 0

    def _is_part(self, text: str, every: Sequence[Word], at: int) -> bool:
        word = every[at]
        if word.plain not in self._parts:
            return False
        if word.plain in ORDINARY:
            before = every[at - 1].plain if at else ""
            after = every[at + 1].plain if at + 1 < len(every) else ""
            return is_name_use(text, word.start, word.end, before, after)
        has_capital = not text[word.start].islower()
        is_given = word.plain in self._given and len(word.plain) >= SHORTEST_IN_SMALL_LETTERS
        return has_capital or is_given


def _belong_together(text: str, here: Sequence[Word]) -> bool:
    gaps = pairwise(here)
    return all(
        0 < later.start - word.end <= CLOSE and JOINERS.issuperset(text[word.end : later.start])
        for word, later in gaps
    )


def _is_meant(text: str, here: Sequence[Word]) -> bool:
    """Whether words that are all ordinary ones stand as a name: "we will may" is none."""
    if not all(word.plain in ORDINARY for word in here):
        return True
    return all(text[word.start].isupper() for word in here)
