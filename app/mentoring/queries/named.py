"""Who holds a role of safeguarding, and people found by their name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, any_, func, literal, or_, select
from sqlalchemy.orm import Session

from app.kit.seeking import clean_sought, has_in_name
from app.mentoring.policy.roles import is_deputy, is_safeguarding_lead
from app.people.models import Person
from app.people.rules import SAFEGUARDING_DEPUTY, SAFEGUARDING_LEAD

MOST_FOUND = 10
# Of an e-mail address, which is looked for as a whole.
LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class Named:
    """Who is named as safeguarding lead, and as deputy; a lead is never their own deputy."""

    leads: Sequence[Person]
    deputies: Sequence[Person]

    @property
    def empty_roles(self) -> list[str]:
        """The roles that nobody holds."""
        held = {SAFEGUARDING_LEAD: self.leads, SAFEGUARDING_DEPUTY: self.deputies}
        return [role for role, people in held.items() if not people]


@dataclass(frozen=True)
class Found:
    """Somebody of that name, and what tells them apart from others."""

    person_id: UUID
    name: str
    address: str


def holds_role(role: str) -> ColumnElement[bool]:
    """Whether a person holds a role on the whole platform."""
    return literal(role) == any_(Person.roles)


def named_safeguarding(db: Session) -> Named:
    """Everybody who holds one of the two roles, by name; one statement."""
    both = or_(holds_role(SAFEGUARDING_LEAD), holds_role(SAFEGUARDING_DEPUTY))
    found = db.scalars(
        select(Person).where(both).order_by(func.lower(Person.name), Person.id)
    ).all()
    return Named(
        [one for one in found if is_safeguarding_lead(one)],
        [one for one in found if is_deputy(one)],
    )


def people_named(db: Session, name: str) -> list[Found]:
    """The first few people whose name holds this, or whose address or number it is.

    By name; one statement, none without a word.
    """
    wanted = clean_sought(name, LONGEST_ADDRESS)
    if not wanted:
        return []
    rows = db.execute(
        select(Person.id, Person.name, func.coalesce(Person.email, Person.phone, ""))
        .where(
            or_(
                has_in_name(Person.name, wanted),
                func.lower(Person.email) == wanted.lower(),
                Person.phone == wanted.replace(" ", ""),
            )
        )
        .order_by(func.lower(Person.name), Person.id)
        .limit(MOST_FOUND)
    )
    return [Found(*row) for row in rows]
