"""Reads a log that somebody took along, and trusts nothing in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationError

from app.reflections.errors.imports import FileTooLarge, NewerFile, NotOurFile, SomethingWrong
from app.reflections.queries.export.read_entries import Read, ReadEntry, Text
from app.reflections.rules import clean_text
from app.reflections.rules.cpd import FIRST_DAY, LONGEST_TITLE, LONGEST_WORDS, MOST_MINUTES
from app.reflections.rules.export import FORMAT, FORMAT_VERSION

MOST_ENTRIES = 20_000
MOST_VERSIONS = 100_000
"""Of all entries together."""

MARKS = (b"{", b"[", b",", b'"')
MOST_MARKS = 4_000_000
"""Signs with which values of JSON begin: each value takes far more memory than its letters.

A log of 40 MiB of prose has about 1.5 million of them.
"""


def _name(text: str) -> str:
    name = " ".join(clean_text(text).split())
    if not name:
        raise ValueError("nothing there")
    return name


Name = Annotated[str, AfterValidator(_name)]


class ReadRecord(Read):
    """A record of learning."""

    key: UUID
    day: Annotated[date, Field(ge=date(FIRST_DAY, 1, 1))]
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)]
    with_others: bool
    for_appraisal: bool = False
    title: Annotated[Name, Field(max_length=LONGEST_TITLE)]
    learned: Annotated[Text, Field(max_length=LONGEST_WORDS)] = ""
    changed: Annotated[Text, Field(max_length=LONGEST_WORDS)] = ""
    entry: UUID | None = None


class ReadLog(Read):
    """The whole file."""

    entries: list[ReadEntry] = Field(default_factory=list, max_length=MOST_ENTRIES)
    cpd: list[ReadRecord] = Field(default_factory=list, max_length=MOST_ENTRIES)


def read_log(data: bytes, *, now: datetime, most_versions: int = MOST_VERSIONS) -> ReadLog:
    """The log in a file of JSON.

    Raises: NotOurFile, FileTooLarge, NewerFile, SomethingWrong; none of them repeats what the file
        says.
    """
    if sum(map(data.count, MARKS)) > MOST_MARKS:
        raise FileTooLarge
    try:
        found: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotOurFile from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NotOurFile
    if found.get("version") != FORMAT_VERSION:
        raise NewerFile
    try:
        log = ReadLog.model_validate(found)
    except ValidationError as error:
        raise SomethingWrong(_place(error.errors(include_input=False)[0]["loc"])) from None
    if sum(len(entry.versions) for entry in log.entries) > most_versions:
        raise FileTooLarge
    _look_closer(log, now + timedelta(days=1))
    return log


def _look_closer(log: ReadLog, latest: datetime) -> None:
    for path in (*_twice(log), *_too_late(log, latest)):
        raise SomethingWrong(_place(path))


def _twice(log: ReadLog) -> Iterator[tuple[str | int, ...]]:
    lists = {"entries": [one.key for one in log.entries], "cpd": [one.key for one in log.cpd]}
    for name, keys in lists.items():
        if len(set(keys)) < len(keys):
            yield (name, "key")
    for place, entry in enumerate(log.entries):
        if len({one.number for one in entry.versions}) < len(entry.versions):
            yield ("entries", place, "versions")
        if len({one.key for one in entry.attachments}) < len(entry.attachments):
            yield ("entries", place, "attachments")


def _too_late(log: ReadLog, latest: datetime) -> Iterator[tuple[str | int, ...]]:
    for place, entry in enumerate(log.entries):
        if max(entry.written_at, *(one.written_at for one in entry.versions)) > latest:
            yield ("entries", place, "written_at")
        if any(one.added_at > latest for one in entry.attachments):
            yield ("entries", place, "attachments", "added_at")
        if entry.spoken and entry.spoken.day > latest.date():
            yield ("entries", place, "spoken", "day")
    for place, record in enumerate(log.cpd):
        if record.day > latest.date():
            yield ("cpd", place, "day")


def _place(path: Sequence[str | int]) -> str:
    """A place in words, such as “entries, number 3, text”; places in the file count from 1."""
    said = [f"number {part + 1}" if isinstance(part, int) else part for part in path]
    return f"“{', '.join(said)}”"
