"""Reads of wishes to make two accounts one, and of what each of the two has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app.audit.models import Entry
from app.cohorts.models import Cohort, Enrolment
from app.kit.paging import PAGE_SIZE, Page
from app.people.models import Identity, Passkey, Person, SignIn, SignInLink
from app.rights.declared import declared, is_theirs
from app.rights.models import AccountMerge
from app.rights.rules.merging import ASKED, WANTED, Side
from app.vault.models import VaultKey

# What a lead may know that there is, and how much of it; of what people keep to themselves, such as
# a log, not even that.
COUNTED = {"attendance": "Sessions", "certificate": "Certificates", "letter": "Letters"}
MOST_FOUND = 20


@dataclass(frozen=True)
class Account:
    """One of two accounts as a lead sees it: names and numbers, no words that anybody wrote."""

    person: Person
    cohorts: list[tuple[Cohort, Enrolment]]
    counts: list[tuple[str, int]]
    side: Side


@dataclass(frozen=True)
class Wish:
    """A wish with the names of whom it is about; nobody has the name of who went."""

    row: AccountMerge
    stays: str
    goes: str
    asked_by: str


def account_of(db: Session, person: Person) -> Account:
    """What one of two accounts has. Three statements."""
    places = db.execute(
        select(Cohort, Enrolment)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(Enrolment.person_id == person.id)
        .order_by(Cohort.name, Cohort.id)
    )
    parts = [
        select(literal(words), func.count())
        .select_from(declared()[name].table)
        .where(is_theirs(declared()[name], person.id))
        for name, words in COUNTED.items()
    ]
    told = {row[0]: row[1] for row in db.execute(union_all(*parts))}
    counts = [(words, told[words]) for words in COUNTED.values()]
    cohorts = [(cohort, place) for cohort, place in places]
    return Account(person, cohorts, counts, side_of(db, person))


def side_of(db: Session, person: Person) -> Side:
    """What matters for who has to say yes. One statement."""
    mine = person.id
    was_in = or_(
        exists().where(SignIn.person_id == mine),
        exists().where(SignInLink.person_id == mine, SignInLink.used_at.is_not(None)),
        exists().where(Passkey.person_id == mine),
        exists().where(Identity.person_id == mine),
        exists().where(Entry.actor_id == mine),
    )
    row = db.execute(select(was_in, exists().where(VaultKey.owner_id == mine))).one()
    can = bool(person.email) or (person.channel == "text" and bool(person.phone))
    return Side(bool(row[0]) or person.password_hash is not None, bool(row[1]), can)


def people_like(db: Session, typed: str) -> list[Person]:
    """People whose name, address or number has this in it, at most 20. One statement."""
    words = " ".join(typed.split())
    if not words:
        return []
    number = "".join(figure for figure in words if figure.isdigit()).lstrip("0")
    like = [Person.name.icontains(words, autoescape=True)]
    like.append(Person.email.icontains(words, autoescape=True))
    if len(number) > 4:  # noqa: PLR2004 - fewer figures stand in too many numbers
        like.append(Person.phone.contains(number))
    wanted = select(Person).where(or_(*like)).order_by(func.lower(Person.name), Person.id)
    return list(db.scalars(wanted.limit(MOST_FOUND)))


def open_wish(db: Session, person_id: UUID, *, now: datetime) -> AccountMerge | None:
    """The wish that waits and is about this account, on either side. One statement."""
    return db.scalar(
        select(AccountMerge).where(
            or_(AccountMerge.stays_id == person_id, AccountMerge.goes_id == person_id),
            AccountMerge.state == ASKED,
            AccountMerge.ends_at > now,
        )
    )


def waits_for(row: AccountMerge, side: str, *, now: datetime) -> bool:
    """Whether a yes of this side is waited for."""
    return row.state_at(now) == ASKED and row.answer_of(side) == WANTED


def wishes_page(db: Session, number: int) -> Page[Wish]:
    """All wishes, newest first. Two statements."""
    total = db.scalar(select(func.count()).select_from(AccountMerge)) or 0
    stays, goes, lead = aliased(Person), aliased(Person), aliased(Person)
    rows = db.execute(
        select(AccountMerge, stays.name, func.coalesce(goes.name, ""), func.coalesce(lead.name, ""))
        .join(stays, stays.id == AccountMerge.stays_id)
        .outerjoin(goes, goes.id == AccountMerge.goes_id)
        .outerjoin(lead, lead.id == AccountMerge.asked_by_id)
        .order_by(AccountMerge.asked_at.desc(), AccountMerge.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([Wish(*row) for row in rows], number, total)
