"""How a whole proposal stands after changes by hand, told before it is approved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.mentoring.models import MatchingLine
from app.mentoring.queries.consequences import numbered
from app.mentoring.queries.matching_input import read_entrants
from app.mentoring.rules.matching.deferred import blocking_pairs
from app.mentoring.rules.matching.wishes import Field


@dataclass(frozen=True)
class Named:
    """Somebody by name."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Standing:
    """The whole proposal: people by name."""

    # Whoever has room, and nobody in it.
    left: Sequence[Named]
    # Two who would both rather have each other than what it gives them.
    rather: Sequence[tuple[Named, Named]]


def how_it_stands(db: Session, lines: Iterable[MatchingLine]) -> Standing:
    """Who is left over, and which two would rather be together; `lines` are its pairs.

    As people say it now. Six statements; 60 ms of work for 400 people, 1.3 s for 2,000.
    """
    entrants = read_entrants(db)
    around = Field(entrants.pool)
    pairs = numbered(around, lines)
    have = {number for pair in pairs for number in pair}
    people = [Named(one.id, entrants.names[one.id]) for one in around.people]
    rather = [(people[one], people[two]) for one, two in blocking_pairs(around, pairs)]
    return Standing(
        sorted((one for n, one in enumerate(people) if n not in have), key=_by_name),
        sorted(rather, key=lambda two: (_by_name(two[0]), _by_name(two[1]))),
    )


def _by_name(one: Named) -> tuple[str, UUID]:
    return one.name.casefold(), one.id
