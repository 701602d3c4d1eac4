"""What the course says with a number, and where it must stand; renews the lock of both.

    python -m tests.syllabus.figures

reads each document and writes `figures.lock`: every piece of a figure and every number in the
text that stands in a document that is cited beside it. With the lock, a clone without the
documents can still tell whether somebody changed a number.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from app.syllabus.cli import CURRICULUM
from app.syllabus.rules import reading
from app.syllabus.rules.citations import cited
from app.syllabus.rules.located import Located, Page
from app.syllabus.rules.notebook import Notebook
from app.syllabus.rules.numbers import numbers_of_fact
from app.syllabus.rules.passages import NOT_READ
from tests.syllabus.documents import FILES, Document, documents, measures

LOCK = Path(__file__).with_name("figures.lock")
PART = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-|>]|\d+[.)]) )")
ROUNDED = re.compile(r"\b(?:about|around|nearly|almost|over|than)\b[^.\d]{0,20}$", re.IGNORECASE)
SOURCE = re.compile(r"'source': '([a-z0-9-]+)'")
# A title numbers sessions and editions, a sheet is for the reader to fill in.
NOT_TOLD = NOT_READ | {"title", "sheet"}


@dataclass(frozen=True, order=True)
class Claim:
    """Something that must stand in one of these documents: words as copied, or a number."""

    file: str
    line: int
    kind: str
    piece: str
    keys: tuple[str, ...]


class Shelf(Protocol):
    """Tells whether something stands in a document."""

    def holds(self, key: str, claim: Claim) -> bool:
        """Whether the claim stands in the document of this key."""
        ...


@dataclass(frozen=True)
class Read:
    """Looks claims up in the documents themselves."""

    documents: Mapping[str, Document]

    def holds(self, key: str, claim: Claim) -> bool:
        """Whether the claim stands in the document of this key."""
        document = self.documents.get(key)
        return document is not None and (
            document.holds if claim.kind == "words" else document.counts
        )(claim.piece)


@dataclass(frozen=True)
class Locked:
    """Looks claims up in the lock that was written by reading."""

    lines: frozenset[str]

    def holds(self, key: str, claim: Claim) -> bool:
        """Whether the claim stood in the document of this key when the lock was written."""
        return line_of(key, claim) in self.lines


def line_of(key: str, claim: Claim) -> str:
    """A line of the lock."""
    return f"{key} | {claim.kind} | {claim.piece}"


def lock_for(claims: list[Claim], found: Mapping[str, Document]) -> str:
    """The lock as reading gives it."""
    shelf = Read(found)
    heads = {f"{key} | sha256 | {document.digest}" for key, document in found.items()}
    lines = {
        line_of(key, claim) for claim in claims for key in claim.keys if shelf.holds(key, claim)
    }
    return "\n".join([*sorted(heads), *sorted(lines), ""])


@cache
def claims(root: Path = CURRICULUM) -> list[Claim]:
    """Everything that the course, with its drafts, says with a number, by file and line."""
    notebook = Notebook(root)
    reading._read(notebook, drafts=True)
    found: set[Claim] = set()
    years = {source.year for source in notebook.sources.values()}
    named = {str(year): _of_year(notebook, year) for year in years}
    for file, page in notebook.pages.items():
        whole = _cited_near(notebook, file) if "questions" in page.front.data else _cited_on(page)
        found.update(_in_values(file, page.front, whole))
        found.update(_in_body(file, page))
    for file, located in notebook.yamls.items():
        whole = _keys(located.data) or _cited_near(notebook, file)
        found.update(_in_values(file, located, whole))
    return sorted(replace(one, keys=(*one.keys, *named.get(one.piece, ()))) for one in found)


def _of_year(notebook: Notebook, year: int) -> tuple[str, ...]:
    """The documents of a year: "the 2023 paper" names one without a citation."""
    years = {key: source.year for key, source in notebook.sources.items()}
    return tuple(key for key in FILES if years.get(key) == year)


def _cited_on(page: Page) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*_keys(page.front.data), *cited(page.body)]))


def _cited_near(notebook: Notebook, file: str) -> tuple[str, ...]:
    """The documents of all pages of the file's module."""
    folder = file.rpartition("/")[0]
    near = [_cited_on(page) for name, page in notebook.pages.items() if name.startswith(folder)]
    return tuple(sorted({key for keys in near for key in keys}))


def _in_values(file: str, located: Located, whole: tuple[str, ...]) -> Iterator[Claim]:
    for path, text in located.texts():
        if file == "sources.yaml" and path[0] not in FILES:
            # A book that is named, and from which no number is taken.
            continue
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        around = _around(file, located, path) or whole
        if name == "as_written":
            yield Claim(file, located.line_of(path), "words", text, around)
        elif name not in NOT_TOLD and not _is_wrong_answer(located, path):
            for place, number in _numbers(text):
                keys = tuple(cited(_part(text, place))) or around
                yield Claim(file, located.line_at(path, place), "number", number, keys)


def _in_body(file: str, page: Page) -> Iterator[Claim]:
    beside = _keys({"figures": page.front.data.get("figures")}) or _cited_on(page)
    for place, number in _numbers(page.body):
        keys = tuple(cited(_part(page.body, place))) or beside
        yield Claim(file, page.line_at(place), "number", number, keys)


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    """The numbers of a text that state a fact; one that was rounded says so."""
    facts = {place for place, _ in numbers_of_fact(text)}
    for place, number in measures(text):
        if place in facts:
            is_rounded = number.isdigit() and ROUNDED.search(text[:place])
            yield place, f"about {number}" if is_rounded else number


def _part(text: str, place: int) -> str:
    """The paragraph, list item or row in which something stands."""
    ends = [0, *(match.start() for match in PART.finditer(text)), len(text)]
    start = max(end for end in ends if end <= place)
    return text[start : min(end for end in ends[1:] if end > place)]


def _around(file: str, located: Located, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The documents of the smallest thing around a value that names any."""
    if file == "sources.yaml":
        return (str(path[0]),)
    for depth in range(len(path) - 1, 0, -1):
        value: Any = located.data
        for part in path[:depth]:
            value = value[part]
        keys = _keys(value) if isinstance(value, dict) else ()
        if keys:
            return keys
    return ()


def _keys(value: object) -> tuple[str, ...]:
    """The documents that some data cite, or name as their source."""
    text = str(value)
    return tuple(dict.fromkeys([*SOURCE.findall(text), *cited(text)]))


def _is_wrong_answer(located: Located, path: tuple[str | int, ...]) -> bool:
    """A wrong answer may hold any number."""
    if "options" not in path or path[-1] != "text":
        return False
    option: Any = located.data
    for part in path[:-1]:
        option = option[part]
    return option.get("right") is False


if __name__ == "__main__":
    beside = documents({**os.environ, "CI": "true"})
    LOCK.write_text(lock_for(claims(), beside or {}), "utf-8")
