"""The files of a whole log: a page and a document to read, and data to bring elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from app.reflections.rules.export import (
    TakenDraft,
    TakenEntry,
    TakenRecord,
    TakenShare,
    pages,
    sheets,
    telling,
)
from app.reflections.rules.export.archive import Content, archive
from app.reflections.rules.export.json_parts import Taken, json_parts
from app.reflections.rules.export.telling import Pen


class Log(Protocol):
    """A log that can be gone through more than once."""

    @property
    def name(self) -> str:
        """Whose it is."""
        ...

    @property
    def zone(self) -> str:
        """In which time zone its times are told."""
        ...

    def entries(self) -> Iterator[TakenEntry]:
        """Entries."""
        ...

    def records(self) -> Iterator[TakenRecord]:
        """Records of learning."""
        ...

    def shares(self) -> Iterator[TakenShare]:
        """Shares."""
        ...

    def drafts(self) -> Iterator[TakenDraft]:
        """Drafts."""
        ...

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Pictures and recordings, by their place."""
        ...


def packed_log(log: Log, *, made_at: datetime) -> Iterator[bytes]:
    """The ZIP of a whole log, piece by piece."""
    return archive(_files(log, made_at), made_at=made_at)


def _files(log: Log, made_at: datetime) -> Iterator[tuple[str, Content]]:
    yield "reflections.html", _told(log, pages, made_at)
    yield "reflections.docx", sheets.document(title_of(log), _told(log, sheets, made_at), made_at)
    lists: dict[str, Iterable[Taken]] = {
        "entries": log.entries(),
        "cpd": log.records(),
        "shares": log.shares(),
        "drafts": log.drafts(),
    }
    yield "reflections.json", json_parts(log.name, "everything", lists, made_at=made_at)
    yield from log.files()


def title_of(log: Log) -> str:
    """The title of a whole log."""
    return f"The reflections of {log.name}"


def _told(log: Log, pen: Pen, made_at: datetime) -> Iterator[str]:
    zone = log.zone
    yield pen.head(title_of(log))
    yield pen.line(f"Everything in the log on {telling.moment(made_at, zone)}.")
    parts: tuple[tuple[str, Iterable[Iterable[str]]], ...] = (
        ("Reflections", (telling.entry(pen, one, zone) for one in log.entries())),
        ("CPD record", (telling.record(pen, one, 3) for one in log.records())),
        ("Shared", (telling.share(pen, one, zone) for one in log.shares())),
        ("Begun and not saved", (telling.draft(pen, one, zone) for one in log.drafts())),
    )
    for title, found in parts:
        yield pen.heading(2, title)
        is_empty = True
        for pieces in found:
            is_empty = False
            yield from pieces
        if is_empty:
            yield pen.line("Nothing.")
    yield pen.FOOT
