"""Words cut from a text letter for letter, their hash, and the mark where some are left out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

GAP = "[…]"
LONGEST_WORDS = 2_000
"""Characters in one contribution; more would make others' words hard to find."""

Span = tuple[int, int]
"""A slice [start, end) of a text, in characters."""


def join_neighbours(sentences: Sequence[Span], picks: Iterable[int]) -> list[Span]:
    """The slices for the sentences picked, in order; neighbours become one slice.

    `picks` are places in `sentences`, counted from 0; those that do not exist are left out.
    """
    chosen = sorted({pick for pick in picks if 0 <= pick < len(sentences)})
    spans: list[Span] = []
    previous: int | None = None
    for pick in chosen:
        start, end = sentences[pick]
        if previous is not None and pick == previous + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        previous = pick
    return spans


def cut(text: str, spans: Iterable[Span]) -> str:
    """The words of these slices of `text`, with a mark where words between them are left out."""
    return f" {GAP} ".join(text[start:end] for start, end in spans)


def hash_of(words: str) -> str:
    """The SHA-256 of the words' UTF-8 bytes, in hexadecimal."""
    return sha256(words.encode()).hexdigest()


def in_one_order(tree: Mapping[str, Any]) -> str:
    """A content tree as JSON, whatever the order of its keys was: the same tree, the same text."""
    return json.dumps(tree, sort_keys=True, ensure_ascii=False)


def hash_of_tree(tree: Mapping[str, Any]) -> str:
    """The SHA-256 of a content tree: of `in_one_order` in UTF-8."""
    return hash_of(in_one_order(tree))


def left_out_sentence(count: int) -> str:
    """What a facilitator is told about words that were not what their author wrote."""
    if count == 1:
        return "1 contribution was left out, because its words are not those that were stored."
    return (
        f"{count} contributions were left out, because their words are not those that were stored."
    )
