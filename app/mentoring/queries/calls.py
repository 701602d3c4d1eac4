"""Whom a coordinator should ring and why, and the letters that they bring by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.mentoring.letters.check_ins import CHECK_IN
from app.mentoring.letters.recognition import PAYMENT_OFFERED
from app.mentoring.models import MentoringCall, PairingMember
from app.mentoring.queries.reasons import reason_holds
from app.mentoring.rules.calls import BROUGHT_BY_COORDINATORS
from app.people.models import Person
from app.post.models import Letter
from app.post.queries.listed import tried_since


@dataclass(frozen=True)
class CallPlace:
    """A reason to ring, and everybody whom it is about: them, and the two of their pair."""

    call: MentoringCall
    about: frozenset[UUID]


@dataclass(frozen=True)
class ReasonLine:
    """Why somebody should be rung; `partner` is the other of the pair, where it is about one."""

    id: UUID
    why: str
    raised_at: datetime
    partner: str | None


@dataclass(frozen=True)
class LetterLine:
    """A letter that waits to be brought, with what to say; `since` is UTC.

    `check_in_id`, `recognition_id`: what is said to it can be entered.
    """

    id: UUID
    kind: str
    channel: str
    subject: str
    body: str
    language: str
    since: datetime
    about_id: UUID

    @property
    def check_in_id(self) -> UUID | None:
        """The check-in that it is about."""
        return self.about_id if self.kind == CHECK_IN else None

    @property
    def recognition_id(self) -> UUID | None:
        """The offer that it is about."""
        return self.about_id if self.kind == PAYMENT_OFFERED else None


@dataclass(frozen=True)
class ToRing:
    """Somebody to ring or write to, with every reason and letter, oldest first.

    `is_later`: nobody answered today, so tomorrow is soon enough.
    """

    person: Person
    is_later: bool
    reasons: Sequence[ReasonLine] = field(default=())
    letters: Sequence[LetterLine] = field(default=())


def call_to_settle(
    db: Session, _actor: Person, *, call_id: UUID, **_more: object
) -> CallPlace | None:
    """A reason with everybody whom it is about, for guards. One statement."""
    rows = db.execute(
        select(MentoringCall, PairingMember.person_id)
        .outerjoin(PairingMember, PairingMember.pairing_id == MentoringCall.pairing_id)
        .where(MentoringCall.id == call_id)
    ).all()
    if not rows:
        return None
    call: MentoringCall = rows[0][0]
    return CallPlace(call, frozenset({call.person_id, *(row[1] for row in rows if row[1])}))


def listed_letters(actor: Person) -> Sequence[ColumnElement[bool]]:
    """What a letter is that this coordinator brings: not one to themselves."""
    return (
        Letter.state == "listed",
        Letter.cohort_id.is_(None),
        Letter.kind.in_(BROUGHT_BY_COORDINATORS),
        Letter.person_id != actor.id,
    )


def open_calls(actor: Person) -> Sequence[ColumnElement[bool]]:
    """What a reason is that this coordinator sees: one that still holds, and not their own."""
    own = select(PairingMember.pairing_id).where(PairingMember.person_id == actor.id)
    return (
        MentoringCall.settled_at.is_(None),
        MentoringCall.person_id != actor.id,
        or_(MentoringCall.pairing_id.is_(None), MentoringCall.pairing_id.not_in(own)),
        reason_holds(),
    )


def calls_page(db: Session, actor: Person, *, today: datetime, number: int) -> Page[ToRing]:
    """The people to ring or to write to, those tried today last, then by name; four statements.

    `today` is when this day began, in UTC. Fifty at a time.
    """
    wanted = people_to_ring(actor)
    total = db.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    number = nearest_page(number, total)
    has_reason = select(MentoringCall.id).where(
        MentoringCall.person_id == Person.id, *open_calls(actor)
    )
    untried = select(Letter.id).where(
        Letter.person_id == Person.id, *listed_letters(actor), ~tried_since(today)
    )
    is_later = and_(~has_reason.exists(), ~untried.exists())
    people = db.execute(
        select(Person, is_later)
        .where(Person.id.in_(wanted))
        .order_by(is_later, func.lower(Person.name), Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    ids = [row[0].id for row in people]
    reasons, letters = _reasons(db, actor, ids), _letters(db, actor, ids)
    rows = [
        ToRing(person, later, reasons.get(person.id, ()), letters.get(person.id, ()))
        for person, later in people
    ]
    return Page(rows, number, total)


def people_to_ring(actor: Person) -> Select[UUID]:
    """Everybody whom this coordinator rings or writes to, by id. No statement."""
    return select(Person.id).where(
        or_(
            Person.id.in_(select(MentoringCall.person_id).where(*open_calls(actor))),
            Person.id.in_(select(Letter.person_id).where(*listed_letters(actor))),
        )
    )


def _reasons(
    db: Session, actor: Person, person_ids: Sequence[UUID]
) -> dict[UUID, list[ReasonLine]]:
    other, partner = aliased(PairingMember), aliased(Person)
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(MentoringCall.person_id, MentoringCall.id, MentoringCall.why),
            *(MentoringCall.raised_at, partner.name),
        )
        .outerjoin(
            other,
            (other.pairing_id == MentoringCall.pairing_id)
            & (other.person_id != MentoringCall.person_id),
        )
        .outerjoin(partner, partner.id == other.person_id)
        .where(MentoringCall.person_id.in_(person_ids), *open_calls(actor))
        .order_by(MentoringCall.raised_at, MentoringCall.id)
    )
    found: dict[UUID, list[ReasonLine]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(ReasonLine(*row[1:]))
    return found


def _letters(
    db: Session, actor: Person, person_ids: Sequence[UUID]
) -> dict[UUID, list[LetterLine]]:
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(Letter.person_id, Letter.id, Letter.kind, Letter.channel),
            *(func.coalesce(Letter.subject, ""), func.coalesce(Letter.body, "")),
            *(Letter.language, Letter.due_at, Letter.about_id),
        )
        .where(Letter.person_id.in_(person_ids), *listed_letters(actor))
        .order_by(Letter.due_at, Letter.id)
    )
    found: dict[UUID, list[LetterLine]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(LetterLine(*row[1:]))
    return found
