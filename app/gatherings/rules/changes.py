"""What of a session can change, and which changes people must be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Protocol

from app.gatherings.rules import WAYS
from app.gatherings.rules.access import say_access
from app.kit.times import say_span

# Why a letter about a change lapsed, for a facilitator.
NEWER = "A newer change of the session takes its place."
# People plan their day by these; a title put right needs no letter.
TOLD = frozenset({"starts_at", "ends_at", "how", "place", "link", "phone"})


class Standing(Protocol):
    """Anything that holds how a session stands: the session itself, or a change of it."""

    title: str
    starts_at: datetime
    ends_at: datetime
    how: str
    place: str
    link: str
    phone: str
    about: str
    access: str
    capacity: int | None


@dataclass(frozen=True)
class Stand:
    """How a session stands at one moment; times are UTC."""

    title: str
    starts_at: datetime
    ends_at: datetime
    how: str
    place: str
    link: str
    phone: str
    about: str
    access: str
    capacity: int | None

    @property
    def length(self) -> timedelta:
        """How long the session lasts."""
        return self.ends_at - self.starts_at


NAMES = tuple(field.name for field in fields(Stand))


@dataclass(frozen=True)
class Difference:
    """One thing that changed, in words: what it was and what it is now."""

    label: str
    was: str
    now: str


def stand_of(session: Standing) -> Stand:
    """How a session stands, or stood before a change."""
    return Stand(**{name: getattr(session, name) for name in NAMES})


def changed_names(before: Stand, after: Stand) -> list[str]:
    """The names of what differs, in the order of the form."""
    return [name for name in NAMES if getattr(before, name) != getattr(after, name)]


def must_be_told(names: Sequence[str]) -> bool:
    """Whether people must hear of a change of these."""
    return not TOLD.isdisjoint(names)


def differences(before: Stand, after: Stand, zone: str, *, told: bool = False) -> list[Difference]:
    """What differs in words, the time first; with `told`, only what people must be told."""
    found = [_time(before, after, zone)]
    found += [
        Difference(label, say(getattr(before, name)), say(getattr(after, name)))
        for name, (label, say) in WORDS.items()
        if getattr(before, name) != getattr(after, name) and (name in TOLD or not told)
    ]
    return [one for one in found if one is not None]


def say_stand(stand: Standing | Stand, zone: str) -> str:
    """From when until when, such as `Tuesday 2 February 2027, 10am to 11am (UK time)`."""
    return say_span(stand.starts_at, stand.ends_at, zone)


def _time(before: Stand, after: Stand, zone: str) -> Difference | None:
    if (before.starts_at, before.ends_at) == (after.starts_at, after.ends_at):
        return None
    return Difference("When", say_stand(before, zone), say_stand(after, zone))


def _way(way: str) -> str:
    return WAYS[way]


def _text(words: str) -> str:
    return words or "none"


def _room(capacity: int | None) -> str:
    return f"{capacity} people" if capacity else "any number of people"


WORDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "how": ("How", _way),
    "place": ("Where", _text),
    "link": ("Online", _text),
    "phone": ("By phone", _text),
    "title": ("Title", _text),
    "about": ("What you will do together", _text),
    "access": ("What the place offers", say_access),
    "capacity": ("Room for", _room),
}
