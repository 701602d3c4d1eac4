"""One pairing with its two members: the facts that every page of a pairing stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.mentoring.models import Pairing, PairingMember
from app.people.models import Person

# In place of a name that is not kept any more.
HAS_LEFT = "Somebody who has left"


@dataclass(frozen=True)
class Member:
    """One of the two; `person` is None when their account has been removed."""

    row: PairingMember
    person: Person | None

    @property
    def person_id(self) -> UUID | None:
        """Who it is."""
        return self.row.person_id

    @property
    def name(self) -> str:
        """Their name, or that they are not here any more."""
        return self.person.name if self.person else HAS_LEFT


@dataclass(frozen=True)
class PairingPlace:
    """A pairing and the two, whoever answered first or was asked first makes no difference."""

    pairing: Pairing
    members: Sequence[Member]

    def member(self, person_id: UUID) -> Member:
        """The one of the two with this id.

        Raises: LookupError when it is neither of them.
        """
        found = [one for one in self.members if one.person_id == person_id]
        if not found:
            message = "not one of the two"
            raise LookupError(message)
        return found[0]

    def partner(self, person_id: UUID) -> Member:
        """The other of the two.

        Raises: LookupError when this is neither of them.
        """
        own = self.member(person_id)
        return next(one for one in self.members if one is not own)


_PLACE = (
    select(Pairing, PairingMember, Person)
    .join(PairingMember, PairingMember.pairing_id == Pairing.id)
    .outerjoin(Person, Person.id == PairingMember.person_id)
    .where(Pairing.id == bindparam("pairing"))
    .order_by(PairingMember.id)
)


def pairing_place(
    db: Session, _actor: Person, *, pairing_id: UUID, **_more: object
) -> PairingPlace | None:
    """A pairing with its members, for guards; policy decides who may open it. One statement.

    Whatever else the address names is for the view.
    """
    return place_of(db, pairing_id)


def place_of(db: Session, pairing_id: UUID) -> PairingPlace | None:
    """The same where nobody asks, such as in a task of the worker. One statement."""
    rows = db.execute(_PLACE, {"pairing": pairing_id}).all()
    if not rows:
        return None
    return PairingPlace(rows[0][0], [Member(member, person) for _, member, person in rows])
