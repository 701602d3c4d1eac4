"""What belongs to an entry that is taken along: files, features, where it began, and a talk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.kit.cleaning import PICTURE
from app.kit.times import say_date, say_length
from app.reflections.rules.spoken import SAID_BY_ME

FOLDER = "files"
# What some system does not take in the name of a file.
UNNAMEABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')

# Systems take names of 255 bytes, and a letter of many scripts has three or four; the day, the
# number and the ending stand there too.
MOST_BYTES = 200


@dataclass(frozen=True)
class TakenFile:
    """A picture or recording; `path` is where it lies in the file, None where it is left out."""

    id: UUID
    reflection_id: UUID
    key: UUID
    kind: str
    name: str
    media_type: str
    size: int
    description: str
    added_at: datetime
    path: str | None = None

    @property
    def title(self) -> str:
        """What it is, and its name."""
        return f"{'Picture' if self.kind == PICTURE else 'Voice note'}: {self.name}"

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "key": str(self.key),
            "file": self.path,
            "name": self.name,
            "kind": self.kind,
            "type": self.media_type,
            "bytes": self.size,
            "description": self.description,
            "added_at": self.added_at.isoformat(),
        }


@dataclass(frozen=True)
class TakenTalk:
    """That somebody reflected out loud; nothing of what was said."""

    day: date
    company: str
    minutes: int | None

    @property
    def in_words(self) -> str:
        """A sentence of its author's."""
        length = f", for about {say_length(self.minutes)}" if self.minutes else ""
        return f"On {say_date(self.day)} I reflected out loud, {SAID_BY_ME[self.company]}{length}."

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"day": self.day.isoformat(), "company": self.company, "minutes": self.minutes}


@dataclass(frozen=True)
class TakenOrigin:
    """Where the writing began: in a step of a module, or at a session."""

    in_words: str
    module: str | None = None
    step: str | None = None
    session: UUID | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; the keys of module and step are the same in every place."""
        session = str(self.session) if self.session else None
        return {"module": self.module, "step": self.step, "session": session}


@dataclass(frozen=True)
class TakenFeature:
    """A feature of health creation that its author says an entry is about."""

    key: str
    label: str

    def to_json(self) -> dict[str, str]:
        """Plain JSON values."""
        return {"key": self.key, "label": self.label}


@dataclass
class Places:
    """Gives each file a place by which a person finds it: the day of its entry, and its name."""

    taken: dict[date, int] = field(default_factory=dict)

    def next(self, day: date, name: str) -> str:
        """A place that nothing else has."""
        self.taken[day] = nth = self.taken.get(day, 0) + 1
        return f"{FOLDER}/{day}-{nth:02d}-{_short(UNNAMEABLE.sub('_', name))}"


def _short(name: str) -> str:
    """The name with its ending, short enough to be unpacked anywhere."""
    stem, dot, ending = name.rpartition(".")
    # A letter that is cut in the middle goes as a whole.
    kept = stem.encode()[:MOST_BYTES].decode(errors="ignore")
    return f"{kept}{dot}{ending}"


def labelled(keys: list[str] | None, labels: Mapping[str, str]) -> Iterator[TakenFeature]:
    """Features in the order of the framework; one that no framework has any more stands last."""
    wanted = set(keys or ())
    for key in (*(one for one in labels if one in wanted), *sorted(wanted - labels.keys())):
        yield TakenFeature(key, labels.get(key, key))
