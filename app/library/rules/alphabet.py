"""Words from A to Z, on as many pages as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

Letters = Mapping[str, Sequence[T]]


def in_pages(letters: Letters[T], most: int) -> list[dict[str, Sequence[T]]]:
    """Letters with their words, `most` words a page; a letter is never split."""
    pages: list[dict[str, Sequence[T]]] = [{}]
    for letter, words in letters.items():
        if pages[-1] and sum(map(len, pages[-1].values())) + len(words) > most:
            pages.append({})
        pages[-1][letter] = words
    return pages


def page_with(pages: Sequence[dict[str, Sequence[T]]], letter: str) -> dict[str, Sequence[T]]:
    """The page on which a letter stands; the first for a letter without words."""
    return next((page for page in pages if letter in page), pages[0])
