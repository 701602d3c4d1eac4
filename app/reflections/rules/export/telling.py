"""Tells what is taken along, part by part, with whatever pen: for a page or for a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from app.kit.times import in_zone, say_date
from app.reflections.rules.export import TakenDraft, TakenEntry, TakenRecord, TakenShare
from app.reflections.rules.export.belongings import TakenFile


class Pen(Protocol):
    """Writes one form; each piece is whole in itself."""

    OPEN: str
    CLOSE: str
    FOOT: str

    def head(self, title: str) -> str:
        """The beginning, with the title as the first heading."""
        ...

    def heading(self, level: int, text: str) -> str:
        """A heading; the title is of level 1."""
        ...

    def line(self, text: str) -> str:
        """A paragraph of ours."""
        ...

    def words(self, text: str) -> str:
        """What somebody wrote, letter for letter."""
        ...

    def files(self, files: Sequence[TakenFile]) -> str:
        """Pictures and recordings, with what is said of them."""
        ...


def record(pen: Pen, one: TakenRecord, level: int = 2) -> Iterator[str]:
    """A record of learning with what was written about it."""
    yield pen.heading(level, one.title)
    yield pen.line(facts_of(one))
    for title, text in (("What I learned", one.learned), ("What has changed", one.changed)):
        if text:
            yield pen.heading(level + 1, title) + pen.words(text)


def facts_of(one: TakenRecord) -> str:
    """Day, minutes and whether others took part, in a line."""
    others = "with others" if one.with_others else "on my own"
    return f"{say_date(one.day)}, {one.minutes} minutes, {others}"


def entry(pen: Pen, one: TakenEntry, zone: str) -> Iterator[str]:
    """An entry as it is now, and each version before."""
    newest, *older = reversed(one.versions)
    yield pen.OPEN + pen.heading(3, moment(one.written_at, zone))
    yield from facts(pen, one)
    if newest.restored_from:
        yield pen.line(f"These are the words of version {newest.restored_from} again.")
    yield pen.words(newest.text) if newest.text else ""
    yield from attached(pen, one)
    for version in older:
        yield pen.heading(4, f"Version {version.number}, {moment(version.written_at, zone)}")
        said = version.text
        yield pen.words(said) if said else pen.line("No words were written yet.")
    yield pen.CLOSE


def facts(pen: Pen, one: TakenEntry) -> Iterator[str]:
    """Where an entry began, that it was said, and what it is about."""
    yield from (pen.line(text) for text in one.facts)


def attached(pen: Pen, one: TakenEntry) -> Iterator[str]:
    """Its pictures and recordings."""
    if one.files:
        yield pen.files(one.files)


def share(pen: Pen, one: TakenShare, zone: str) -> Iterator[str]:
    """A share with what went along, who opened it, and what was said about it."""
    yield pen.heading(3, f"Shared with {one.shared_with}, {moment(one.shared_at, zone)}")
    ended = f" I ended it on {moment(one.ended_at, zone)}." if one.ended_at else ""
    yield pen.line(f"Version {one.number}, until {say_date(one.last_day)}.{ended}")
    yield pen.words(one.purpose)
    if one.files:
        yield pen.line(f"Pictures and voice notes that went along: {len(one.files)}.")
    for opening in one.openings:
        yield pen.line(f"Opened by {opening.by} on {moment(opening.opened_at, zone)}.")
    for said in one.comments:
        yield pen.heading(4, f"{said.by}, {moment(said.written_at, zone)}")
        yield pen.words(said.text)


def draft(pen: Pen, one: TakenDraft, zone: str) -> Iterator[str]:
    """Writing that was not saved as an entry."""
    yield pen.heading(3, moment(one.saved_at, zone)) + pen.words(one.text)


def moment(when: datetime, zone: str) -> str:
    """A moment as somebody wrote it down there."""
    local = in_zone(when, zone)
    return f"{say_date(local.date())}, {local:%H:%M}"
