"""Reads of persons; one statement each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Uuid,
    any_,
    bindparam,
    column,
    exists,
    func,
    or_,
    select,
    table,
)
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import AliasedClass, identity_key

from app.people.models import Person, SignIn, SignInLink

# That there is a key tells that there is private writing; nothing is opened here.
VAULT_KEY = table("vault_key", column("owner_id"))
PAIRING = table("pairing", column("id"), column("one_id"), column("two_id"))
# Built once: many pages say who did something.
_NAMES = select(Person.id, Person.name).where(
    Person.id == any_(bindparam("wanted", type_=ARRAY(Uuid)))
)


def has_been_in(who: type[Person] | AliasedClass[Person] = Person) -> ColumnElement[bool]:
    """Whether somebody has been in their account, or has a way in that nobody else chose."""
    went_in = exists(
        select(SignInLink.id).where(SignInLink.person_id == who.id, SignInLink.used_at.is_not(None))
    )
    signed_in = exists(select(SignIn.id).where(SignIn.person_id == who.id))
    return or_(went_in, signed_in, who.password_hash.is_not(None), func.cardinality(who.roles) > 0)


def has_private(who: type[Person] | AliasedClass[Person] = Person) -> ColumnElement[bool]:
    """Whether whoever came in as somebody would read what is private, written by text or of a pair.

    They need not have been in themselves. Mentoring stands above the room of people, which knows
    no more of it than this.
    """
    wrote = exists(select(VAULT_KEY.c.owner_id).where(VAULT_KEY.c.owner_id == who.id))
    # Each by itself, so that the database looks each up once for a whole list.
    first = exists(select(PAIRING.c.id).where(PAIRING.c.one_id == who.id))
    second = exists(select(PAIRING.c.id).where(PAIRING.c.two_id == who.id))
    return or_(wrote, first, second)


def person_by_email(db: Session, email: str) -> Person | None:
    """The person with this address, whatever its capitals."""
    return db.scalar(select(Person).where(func.lower(Person.email) == email.lower()))


def persons_by_email(db: Session, emails: Sequence[str]) -> dict[str, Person]:
    """The persons with these addresses, by address in small letters."""
    wanted = [email.lower() for email in emails]
    found = db.scalars(select(Person).where(func.lower(Person.email).in_(wanted)))
    return {(person.email or "").lower(): person for person in found}


def links_with_persons(
    db: Session, link_ids: Sequence[UUID]
) -> dict[UUID, tuple[SignInLink, Person]]:
    """Sign-in links with whom they let in, by the link's id."""
    rows = db.execute(
        select(SignInLink, Person)
        .join(Person, Person.id == SignInLink.person_id)
        .where(SignInLink.id.in_(link_ids))
    )
    return {link.id: (link, person) for link, person in rows}


def persons_by_id(db: Session, person_ids: Iterable[UUID | None]) -> dict[UUID, Person]:
    """The persons with these ids; one statement."""
    wanted = {person_id for person_id in person_ids if person_id is not None}
    found = db.scalars(select(Person).where(Person.id.in_(wanted)))
    return {person.id: person for person in found}


def anybody_here(db: Session) -> bool:
    """Whether the platform has any person yet."""
    return db.scalar(select(Person.id).limit(1)) is not None


def name_of(db: Session, person_id: UUID | None) -> str | None:
    """The name of a person, for the record of who entered something; None: nobody any more."""
    return db.scalar(select(Person.name).where(Person.id == person_id)) if person_id else None


def names_of(db: Session, person_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of people, for the record of who did something; at most one statement.

    Whom this session has read already, such as the reader themselves, is not asked for again.
    """
    wanted = {person_id for person_id in person_ids if person_id is not None}
    read = {id_: db.identity_map.get(identity_key(Person, id_)) for id_ in wanted}
    known = {id_: person.name for id_, person in read.items() if isinstance(person, Person)}
    if known.keys() == wanted:
        return known
    rows = db.execute(_NAMES, {"wanted": list(wanted - known.keys())})
    return known | {row.id: row.name for row in rows}
