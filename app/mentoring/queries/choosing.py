"""Looking for two people to pair by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.kit.plain import plain_letters
from app.mentoring.models import MatchingLine
from app.mentoring.queries.consequences import why_not
from app.mentoring.queries.matching_input import Entrants, read_entrants
from app.mentoring.rules.matching.wishes import Field
from app.people.models import Person


@dataclass(frozen=True)
class Choice:
    """Somebody who could be chosen: with whom the proposal pairs them, and what forbids it."""

    id: UUID
    name: str
    others: Sequence[str]
    # A sentence; none when the two may be paired.
    forbidden: str | None = None


@dataclass(frozen=True)
class Choosing:
    """Whom to choose from; `first` is the name of the one who is chosen already."""

    first: str | None
    page: Page[Choice]


def who_takes_part(
    db: Session, lines: Iterable[MatchingLine], sought: str, *, wanted: int
) -> Choosing:
    """Everybody in the matching by name, or those with `sought` in their name. Six statements."""
    entrants = read_entrants(db)
    others = _others(entrants, lines)
    found = sorted(
        (Choice(one, name, others[one]) for one, name in entrants.names.items()),
        key=lambda choice: (choice.name.casefold(), choice.id),
    )
    return Choosing(None, _page([one for one in found if _has(one.name, sought)], wanted))


def whom_with(
    db: Session,
    actor: Person,
    lines: Iterable[MatchingLine],
    person_id: UUID,
    sought: str,
    *,
    wanted: int,
) -> Choosing | None:
    """Whom this person could be paired with, the best fit first. Six statements.

    With `sought`, also those who do not fit, and why. None when they do not take part.
    """
    entrants = read_entrants(db)
    if person_id not in entrants.names:
        return None
    around = Field(entrants.pool)
    others = _others(entrants, lines)
    found = list[tuple[tuple[object, ...], Choice]]()
    for other, name in entrants.names.items():
        if other == person_id or not _has(name, sought):
            continue
        refusal = why_not(around, entrants, actor, (person_id, other))
        if refusal is None:
            one, two = around.numbers[person_id], around.numbers[other]
            order: tuple[object, ...] = (0, around.rank(one, two))
            found.append((order, Choice(other, name, others[other])))
        elif sought:
            order = (1, name.casefold(), other)
            found.append((order, Choice(other, name, others[other], refusal.sentence)))
    found.sort(key=lambda each: each[0])
    return Choosing(entrants.names[person_id], _page([one for _, one in found], wanted))


def _others(entrants: Entrants, lines: Iterable[MatchingLine]) -> Mapping[UUID, Sequence[str]]:
    """With whom each is paired in the proposal, by name."""
    others = defaultdict[UUID, list[str]](list)
    for line in lines:
        for one, other in ((line.person_id, line.other_id), (line.other_id, line.person_id)):
            if one is not None and other is not None:
                others[one].append(entrants.names.get(other, "somebody who does not take part now"))
    return others


def _has(name: str, sought: str) -> bool:
    return plain_letters(sought).casefold() in plain_letters(name).casefold()


def _page(found: Sequence[Choice], wanted: int) -> Page[Choice]:
    number = nearest_page(wanted, len(found))
    return Page(found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], number, len(found))
