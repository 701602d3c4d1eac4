"""What of a session can change, and which changes people must be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Protocol

from app.gatherings.rules import WAYS
from app.gatherings.rules.access import say_access
from app.post.rules.tongues import IN_ENGLISH, Tongue, mark

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


def differences(
    before: Stand, after: Stand, zone: str, *, told: bool = False, tongue: Tongue = IN_ENGLISH
) -> list[Difference]:
    """What differs in words, the time first; with `told`, only what people must be told."""
    found = [_time(before, after, zone, tongue)]
    found += [
        Difference(
            tongue.say(label),
            words(getattr(before, name), tongue),
            words(getattr(after, name), tongue),
        )
        for name, (label, words) in WORDS.items()
        if getattr(before, name) != getattr(after, name) and (name in TOLD or not told)
    ]
    return [one for one in found if one is not None]


def say_stand(stand: Standing | Stand, zone: str, tongue: Tongue = IN_ENGLISH) -> str:
    """From when until when, such as `Tuesday 2 February 2027, 10am to 11am (UK time)`."""
    return tongue.say_span(stand.starts_at, stand.ends_at, zone)


def _time(before: Stand, after: Stand, zone: str, tongue: Tongue) -> Difference | None:
    if (before.starts_at, before.ends_at) == (after.starts_at, after.ends_at):
        return None
    return Difference(
        tongue.say("When"), say_stand(before, zone, tongue), say_stand(after, zone, tongue)
    )


def _way(way: str, tongue: Tongue) -> str:
    return tongue.say(WAYS[way])


def _text(words: str, tongue: Tongue) -> str:
    return words or tongue.say("none")


def _room(capacity: int | None, _tongue: Tongue) -> str:
    return f"{capacity} people" if capacity else "any number of people"


# Letters tell of the first four; the others stand on pages only, which are in English.
WORDS: dict[str, tuple[str, Callable[[Any, Tongue], str]]] = {
    "how": (mark("How"), _way),
    "place": (mark("Where"), _text),
    "link": (mark("Online"), _text),
    "phone": (mark("By phone"), _text),
    "title": ("Title", _text),
    "about": ("What you will do together", _text),
    "access": ("What the place offers", say_access),
    "capacity": ("Room for", _room),
}
