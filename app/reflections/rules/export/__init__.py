"""What a person takes along from their log: entries, records of learning, shares, as plain data.

The JSON that is made of it is described in docs/log-format.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.reflections.rules.export.belongings import (
    TakenFeature,
    TakenFile,
    TakenOrigin,
    TakenTalk,
)

FORMAT = "discovery-learning-log"
FORMAT_VERSION = 1


@dataclass(frozen=True)
class SaidThen:
    """A version of an entry; `restored_from` is the number of the version that it has again."""

    number: int
    written_at: datetime
    text: str
    restored_from: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "number": self.number,
            "written_at": self.written_at.isoformat(),
            "text": self.text,
            "restored_from": self.restored_from,
        }


@dataclass(frozen=True)
class TakenEntry:
    """An entry with its versions from the oldest on, and what belongs to it.

    Its key is the same on every installation that it is brought to.
    """

    key: UUID
    written_at: datetime
    versions: Sequence[SaidThen]
    origin: TakenOrigin | None = None
    # Where it was said out loud; its first version then has no words.
    spoken: TakenTalk | None = None
    features: Sequence[TakenFeature] = ()
    files: Sequence[TakenFile] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "key": str(self.key),
            "written_at": self.written_at.isoformat(),
            "began": self.origin.in_words if self.origin else "",
            "origin": self.origin.to_json() if self.origin else None,
            "spoken": self.spoken.to_json() if self.spoken else None,
            "features": [one.to_json() for one in self.features],
            "attachments": [one.to_json() for one in self.files],
            "versions": [one.to_json() for one in self.versions],
        }

    @property
    def facts(self) -> Sequence[str]:
        """Lines that stand above its words: where it began, a talk, what it is about."""
        about = "; ".join(one.label for one in self.features)
        lines = (
            self.origin.in_words if self.origin else "",
            self.spoken.in_words if self.spoken else "",
            f"It is about: {about}." if about else "",
        )
        return [line for line in lines if line]


@dataclass(frozen=True)
class TakenRecord:
    """A record of learning; `entry` is the key of its reflection, `session` the session's title."""

    key: UUID
    day: date
    minutes: int
    with_others: bool
    for_appraisal: bool
    title: str
    learned: str
    changed: str
    entry: UUID | None = None
    session: str | None = None

    @property
    def kind(self) -> str:
        """What it belongs to, in a word."""
        if self.session:
            return "Session"
        return "Reflection" if self.entry else "Something else"

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "key": str(self.key),
            "day": self.day.isoformat(),
            "minutes": self.minutes,
            "with_others": self.with_others,
            "for_appraisal": self.for_appraisal,
            "title": self.title,
            "learned": self.learned,
            "changed": self.changed,
            "entry": str(self.entry) if self.entry else None,
            "session": self.session,
        }


@dataclass(frozen=True)
class TakenComment:
    """What somebody said about a share."""

    by: str
    written_at: datetime
    text: str

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"by": self.by, "written_at": self.written_at.isoformat(), "text": self.text}


@dataclass(frozen=True)
class TakenOpening:
    """That somebody opened a share."""

    by: str
    opened_at: datetime

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"by": self.by, "opened_at": self.opened_at.isoformat()}


@dataclass(frozen=True)
class TakenShare:
    """A version that was shown to somebody, what went along, who opened it, and what was said."""

    entry: UUID
    number: int
    shared_with: str
    purpose: str
    shared_at: datetime
    last_day: date
    ended_at: datetime | None
    comments: Sequence[TakenComment] = field(default_factory=list)
    openings: Sequence[TakenOpening] = ()
    # The keys of the pictures and recordings that went along.
    files: Sequence[UUID] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "entry": str(self.entry),
            "number": self.number,
            "shared_with": self.shared_with,
            "purpose": self.purpose,
            "shared_at": self.shared_at.isoformat(),
            "last_day": self.last_day.isoformat(),
            "ended_at": self.ended_at.isoformat() if self.ended_at else None,
            "attachments": [str(key) for key in self.files],
            "openings": [one.to_json() for one in self.openings],
            "comments": [one.to_json() for one in self.comments],
        }


@dataclass(frozen=True)
class TakenDraft:
    """Writing that was not saved as an entry."""

    saved_at: datetime
    text: str

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"saved_at": self.saved_at.isoformat(), "text": self.text}
