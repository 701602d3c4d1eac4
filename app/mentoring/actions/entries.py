"""Who presses and for whom: one of the two themselves, or a coordinator whom they told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.kit.errors import NotFound
from app.mentoring.actions.pairings import By
from app.mentoring.policy.pairings import is_member, may_coordinate
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.agreements import PAGE
from app.mentoring.rules.states import MEMBER
from app.people.models import Person


@dataclass(frozen=True)
class Entry:
    """What one of the two says; `actor` enters it, and is another person when told so.

    `how` says by which way: on the page, or by phone or on paper when somebody else enters it.
    """

    actor: Person
    for_id: UUID
    how: str = PAGE

    @property
    def is_own(self) -> bool:
        """Whether they enter it themselves."""
        return self.actor.id == self.for_id

    @property
    def by(self) -> By:
        """The same for a move of the pairing."""
        return By(MEMBER, self.actor, None if self.is_own else self.for_id)


def check_entry(place: PairingPlace, entry: Entry) -> None:
    """Nobody says anything for one of the two but they, or a coordinator who is neither.

    Raises: NotFound.
    """
    is_for_one = any(member.person_id == entry.for_id for member in place.members)
    may = is_member(entry.actor, place) if entry.is_own else may_coordinate(entry.actor, place)
    if not (is_for_one and may):
        raise NotFound
