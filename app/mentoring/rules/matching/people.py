"""Who takes part in a matching, what comes of it, and for whom nobody was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

# Rises when the same people would be matched otherwise than before.
RULES_VERSION = "1"

# How a pair was found, as `matching_line.origin` keeps it.
STABLE = "stable"
SUGGESTED = "suggested"
LEFT = "left"


@dataclass(frozen=True)
class Spot:
    """A place; its middle in degrees, where somebody has said it."""

    place_id: UUID
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Candidate:
    """One person in a matching; `room` is for how many more people they have time.

    `choices` are the people whom they would choose, the first before the second. `furthest_km` is
    how far they would go; None: any distance.
    """

    id: UUID
    side: str
    room: int = 1
    modes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    spot: Spot | None = None
    furthest_km: int | None = None
    choices: tuple[UUID, ...] = ()
    email: str = ""
    manager_email: str = ""
    characteristics: frozenset[str] = frozenset()
    # Whether the other may be told what they have in common; it takes a yes of both.
    names_them: bool = False


@dataclass(frozen=True)
class Pool:
    """All who take part, and the pairs that must not be: in either order."""

    people: Sequence[Candidate]
    apart: frozenset[tuple[UUID, UUID]] = frozenset()


Reason = Mapping[str, Any]


@dataclass(frozen=True)
class MatchedPair:
    """Two who would be asked whether they walk together, and why these two."""

    person_id: UUID
    other_id: UUID
    origin: str
    reasons: Sequence[Reason] = ()


@dataclass(frozen=True)
class LeftOut:
    """Somebody for whom nobody was found; there is always a reason."""

    person_id: UUID
    reasons: Sequence[Reason]


@dataclass(frozen=True)
class Matching:
    """What comes of a matching: the same people give the same, in the same order."""

    pairs: Sequence[MatchedPair]
    left: Sequence[LeftOut]
    digest: str
    rules: str = field(default=RULES_VERSION)
