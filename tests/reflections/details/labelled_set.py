"""The labelled set: made-up sentences in which each identifying piece is marked by hand.

`[[kind:piece]]` marks a piece; a line that starts with # is a comment. Numbers are of the ranges
that are given out to nobody: NHS numbers of the test range 999, telephone numbers kept for drama.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.reflections.rules.details import KINDS, Finding, find_details

FOLDER = Path(__file__).parent / "labelled"
NAMES = (FOLDER / "names.txt").read_text(encoding="utf-8").splitlines()
EVERY = "*.txt"
HELD_OUT = "held_out.txt"
TODAY = date(2026, 11, 26)
MARK = re.compile(r"\[\[(\w+):([^\]]+)\]\]")


@dataclass(frozen=True)
class Sentence:
    """A sentence without its marks, and the pieces that are in it."""

    text: str
    pieces: Sequence[tuple[str, int, int]]

    def found(self) -> Sequence[Finding]:
        """What the checker finds in it."""
        return find_details(self.text, NAMES, today=TODAY)


@dataclass(frozen=True)
class Score:
    """How well pieces of one kind are found."""

    kind: str
    marked: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        """Of the pieces that are there, the share that is found."""
        return self.right / self.marked

    @property
    def precision(self) -> float:
        """Of the pieces that are found, the share that is there."""
        return self.right / self.found


def labelled(files: str = EVERY) -> Sequence[Sentence]:
    """Every sentence of the set, or those of some of its files."""
    lines = [
        line
        for path in sorted(FOLDER.glob(files))
        if path.name != "names.txt"
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [_read(line) for line in lines if line and not line.startswith("#")]


def scores(sentences: Sequence[Sentence]) -> Sequence[Score]:
    """The score of each kind; a piece is right when its kind, beginning and end are."""
    marked = [{(one, *piece) for piece in s.pieces} for one, s in enumerate(sentences)]
    found = [
        {(one, found.kind, found.start, found.end) for found in s.found()}
        for one, s in enumerate(sentences)
    ]
    both = [(*set().union(*marked),), (*set().union(*found),)]
    right = set(both[0]) & set(both[1])
    return [
        Score(
            kind,
            marked=sum(one[1] == kind for one in both[0]),
            found=sum(one[1] == kind for one in both[1]),
            right=sum(one[1] == kind for one in right),
        )
        for kind in KINDS
    ]


def _read(line: str) -> Sentence:
    text, pieces, at = "", list[tuple[str, int, int]](), 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        pieces.append((mark[1], len(text), len(text) + len(mark[2])))
        text += mark[2]
        at = mark.end()
    return Sentence(text + line[at:], pieces)
