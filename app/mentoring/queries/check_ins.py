"""Questions to one of the two, and what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.mentoring.models import CheckIn, CheckInText, Pairing, PairingChange, PairingMember
from app.mentoring.queries.keys import own_key_to_read
from app.mentoring.queries.pairings import PairingPlace, place_of
from app.mentoring.rules.check_ins import ASKED, NOT_ASKED
from app.mentoring.rules.keys import CHECK_IN_TEXT
from app.mentoring.rules.states import ACTIVE
from app.people.models import Person
from app.post.models import Letter

# How many texts that were no answers somebody is shown again.
MOST_TEXTS = 20


@dataclass(frozen=True)
class CheckInPlace:
    """One question to one of the two, and their pairing."""

    check_in: CheckIn
    place: PairingPlace


@dataclass(frozen=True)
class OwnAnswer:
    """One question to the actor; `entered_by` is the name of who entered the answer for them."""

    row: CheckIn
    entered_by: str | None


@dataclass(frozen=True)
class OwnText:
    """A text of the actor's that was no answer; `received_at` is UTC."""

    words: str
    received_at: datetime


@dataclass(frozen=True)
class Told:
    """Whom a letter asks; `partner` is None when their account has been removed.

    `shares_phone`: others have the same number. `has_more`: they are asked about another pair too.
    """

    name: str
    partner: str | None
    pairing_state: str
    state: str
    shares_phone: bool
    has_more: bool


def check_in_place(
    db: Session, _actor: Person, *, check_in_id: UUID, **_more: object
) -> CheckInPlace | None:
    """A question with its pairing, for guards; policy decides who may open it. Two statements."""
    check_in = db.get(CheckIn, check_in_id)
    place = place_of(db, check_in.pairing_id) if check_in else None
    return CheckInPlace(check_in, place) if check_in and place else None


def own_answers(db: Session, person_id: UUID, pairing_id: UUID) -> Sequence[OwnAnswer]:
    """What somebody was asked about a pairing of theirs, newest first. One statement."""
    rows = db.execute(
        select(CheckIn, Person.name)
        .outerjoin(Person, Person.id == CheckIn.entered_by_id)
        .where(
            CheckIn.person_id == person_id,
            CheckIn.pairing_id == pairing_id,
            CheckIn.state != NOT_ASKED,
        )
        .order_by(CheckIn.number.desc())
    )
    return [OwnAnswer(*row) for row in rows]


def own_texts(db: Session, actor: Person) -> Sequence[OwnText]:
    """The actor's newest texts that were no answers, to read again. One or two statements.

    Raises: CannotOpen.
    """
    rows = db.scalars(
        select(CheckInText)
        .where(CheckInText.person_id == actor.id, CheckInText.sealed_words.is_not(None))
        .order_by(CheckInText.received_at.desc(), CheckInText.id)
        .limit(MOST_TEXTS)
    ).all()
    key = own_key_to_read(db, actor, actor.id) if rows else None
    return [
        OwnText(key.open(row.sealed_words, CHECK_IN_TEXT, row.id), row.received_at)
        for row in rows
        if key is not None and row.sealed_words is not None
    ]


def active_pairs(db: Session) -> Sequence[tuple[UUID, datetime, int]]:
    """Every pairing under way: since when it first was, and how many questions it had. One."""
    began = (
        select(func.min(PairingChange.at))
        .where(PairingChange.pairing_id == Pairing.id, PairingChange.after == ACTIVE)
        .scalar_subquery()
    )
    asked = (
        select(func.coalesce(func.max(CheckIn.number), 0))
        .where(CheckIn.pairing_id == Pairing.id)
        .scalar_subquery()
    )
    rows = db.execute(select(Pairing.id, began, asked).where(Pairing.state == ACTIVE))
    return [(row[0], row[1], row[2]) for row in rows]


def whom_to_ask(db: Session, letters: Sequence[Letter]) -> Mapping[UUID, Told]:
    """For letters about check-ins, by the check-in. One statement."""
    person, partner, other = aliased(Person), aliased(Person), aliased(PairingMember)
    sharing, another = aliased(Person), aliased(CheckIn)
    shares = select(sharing.id).where(sharing.phone == person.phone, sharing.id != person.id)
    more = select(another.id).where(
        another.person_id == CheckIn.person_id,
        another.pairing_id != CheckIn.pairing_id,
        another.state == ASKED,
    )
    rows = db.execute(
        select(
            *(CheckIn.id, person.name, partner.name, Pairing.state, CheckIn.state),
            *(shares.exists(), more.exists()),
        )
        .join(Pairing, Pairing.id == CheckIn.pairing_id)
        .join(person, person.id == CheckIn.person_id)
        .join(
            other,
            (other.pairing_id == Pairing.id) & (other.person_id.is_distinct_from(person.id)),
        )
        .outerjoin(partner, partner.id == other.person_id)
        .where(CheckIn.id.in_({letter.about_id for letter in letters}))
    )
    return {row[0]: Told(*row[1:]) for row in rows}
