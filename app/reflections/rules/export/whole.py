"""The files of a whole log: a page to read, and data to bring elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from app.reflections.rules.export import TakenDraft, TakenEntry, TakenRecord, TakenShare, pages
from app.reflections.rules.export.archive import archive
from app.reflections.rules.export.json_parts import Taken, json_parts


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


def _files(log: Log, made_at: datetime) -> Iterator[tuple[str, Iterable[str] | bytes]]:
    yield "reflections.html", _page(log, made_at)
    lists: dict[str, Iterable[Taken]] = {
        "entries": log.entries(),
        "cpd": log.records(),
        "shares": log.shares(),
        "drafts": log.drafts(),
    }
    yield "reflections.json", json_parts(log.name, "everything", lists, made_at=made_at)
    yield from log.files()


def _page(log: Log, made_at: datetime) -> Iterator[str]:
    yield pages.head(f"The reflections of {log.name}")
    yield pages.line(f"Everything in the log on {pages.moment(made_at, log.zone)}.")
    parts: tuple[tuple[str, Iterable[Iterable[str]]], ...] = (
        ("Reflections", (pages.entry(one, log.zone) for one in log.entries())),
        ("CPD record", (pages.record(one, 3) for one in log.records())),
        ("Shared", (pages.share(one, log.zone) for one in log.shares())),
        ("Begun and not saved", (pages.draft(one, log.zone) for one in log.drafts())),
    )
    for title, found in parts:
        yield pages.heading(2, title)
        is_empty = True
        for pieces in found:
            is_empty = False
            yield from pieces
        if is_empty:
            yield pages.line("Nothing.")
    yield pages.FOOT
