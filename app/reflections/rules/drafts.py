"""What devices send of a draft and know of it, what they are told, and two texts put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID


@dataclass(frozen=True)
class SeenDraft:
    """What a device knows of the draft that it works on.

    `revision` is the newest that it saw; none is 0. `writers` are the pages that the writing went
    through, the one that sends last: what one of them saved is part of what is sent now.
    """

    revision: int = 0
    writers: Sequence[UUID] = ()


NO_DRAFT = SeenDraft()


@dataclass(frozen=True)
class DraftOrigin:
    """Where the writing began, as the form tells it; what is not there is left out."""

    step_id: UUID | None = None
    slug: str | None = None
    gathering_id: UUID | None = None
    reflection_id: UUID | None = None
    seen: int | None = None


@dataclass(frozen=True)
class SentDraft:
    """A text as a device sends it; `nth` counts what its page has sent."""

    key: UUID
    text: str
    device: SeenDraft = field(default_factory=SeenDraft)
    nth: int = 1
    origin: DraftOrigin = field(default_factory=DraftOrigin)

    def with_text(self, text: str) -> SentDraft:
        """The same with another text."""
        return replace(self, text=text)


@dataclass(frozen=True)
class Kept:
    """The draft is kept; the device has now seen this revision."""

    revision: int


@dataclass(frozen=True)
class KeptElsewhere:
    """Another device or window kept something else meanwhile; nothing was written over."""

    revision: int
    text: str


@dataclass(frozen=True)
class IsAnEntry:
    """The form is an entry by now; `holds`: its newest version has all that was sent in it."""

    reflection_id: UUID
    holds: bool


def in_one(here: str, other: str) -> str:
    """Both texts one below the other; one of them alone when it holds the other."""
    first, second = here.strip(), other.strip()
    if second in first:
        return here
    if first in second:
        return other
    return f"{here.rstrip()}\n\n{other.lstrip()}"
