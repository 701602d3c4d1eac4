"""Reads a log that somebody took along, and trusts nothing in it."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from app.reflections.errors.imports import FileTooLarge, NewerFile, NotOurFile, SomethingWrong
from app.reflections.rules import LONGEST, clean_text
from app.reflections.rules.cpd import FIRST_DAY, LONGEST_TITLE, LONGEST_WORDS, MOST_MINUTES
from app.reflections.rules.export import FORMAT, FORMAT_VERSION

LARGEST = 40 * 1024 * 1024
"""Bytes of JSON, unpacked."""

MOST_FILES = 5_000
MOST_ENTRIES = 20_000
MOST_VERSIONS = 100_000
"""Of all entries together."""

MARKS = (b"{", b"[", b",", b'"')
MOST_MARKS = 4_000_000
"""Signs with which values of JSON begin: each value takes far more memory than its letters.

A log of 40 MiB of prose has about 1.5 million of them.
"""

# What we and nearly every program pack with; the others need as much memory as the file likes.
KINDS_OF_PACKING = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
EARLIEST = datetime(FIRST_DAY, 1, 1, tzinfo=UTC)


def _after(when: datetime) -> datetime:
    if when < EARLIEST:
        raise ValueError("too early")
    return when


def _name(text: str) -> str:
    name = " ".join(clean_text(text).split())
    if not name:
        raise ValueError("nothing there")
    return name


Text = Annotated[str, AfterValidator(clean_text)]
Name = Annotated[str, AfterValidator(_name)]
When = Annotated[AwareDatetime, AfterValidator(_after)]


class Read(BaseModel):
    """Something in the file; keys that we do not know are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ReadVersion(Read):
    """A version of an entry."""

    number: Annotated[int, Field(ge=1, le=100_000)]
    written_at: When
    text: Annotated[Text, Field(max_length=LONGEST)]


class ReadEntry(Read):
    """An entry with its versions."""

    key: UUID
    written_at: When
    versions: Annotated[list[ReadVersion], Field(min_length=1, max_length=10_000)]

    @property
    def said(self) -> Sequence[ReadVersion]:
        """The versions that have words, in the order of their numbers."""
        found = [one for one in self.versions if one.text.strip()]
        return sorted(found, key=lambda one: one.number)


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

    entries: Annotated[list[ReadEntry], Field(max_length=MOST_ENTRIES)] = []
    cpd: Annotated[list[ReadRecord], Field(max_length=MOST_ENTRIES)] = []


def unpack(content: bytes) -> bytes:
    """The JSON in a file that somebody sent: the file itself, or the only JSON of a ZIP.

    Raises: NotOurFile, FileTooLarge.
    """
    if not content.startswith(b"PK"):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = packed.infolist()
            if len(files) > MOST_FILES:
                raise FileTooLarge
            [name] = [one for one in files if one.filename.endswith(".json")]
            if name.compress_type not in KINDS_OF_PACKING:
                raise NotOurFile
            # The size that the file states may be a lie, so no more than that much is read.
            with packed.open(name) as file:
                found = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError):
        raise NotOurFile from None
    if len(found) > LARGEST:
        raise FileTooLarge
    return found


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


def _too_late(log: ReadLog, latest: datetime) -> Iterator[tuple[str | int, ...]]:
    for place, entry in enumerate(log.entries):
        if max(entry.written_at, *(one.written_at for one in entry.versions)) > latest:
            yield ("entries", place, "written_at")
    for place, record in enumerate(log.cpd):
        if record.day > latest.date():
            yield ("cpd", place, "day")


def _place(path: Sequence[str | int]) -> str:
    """A place in words, such as “entries, number 3, text”; places in the file count from 1."""
    said = [f"number {part + 1}" if isinstance(part, int) else part for part in path]
    return f"“{', '.join(said)}”"
