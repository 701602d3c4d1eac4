"""What a coordinator sees of pairs: how each stands, when they last met, how they say it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.mentoring.models import CheckIn, MentoringCall, Pairing, PairingMember
from app.mentoring.queries.calls import open_calls
from app.mentoring.rules.check_ins import NOT_ASKED
from app.mentoring.rules.states import LIVE, OPEN
from app.people.models import Person


@dataclass(frozen=True)
class AnswerLine:
    """The newest question to one of the two: how it stands, and what they said."""

    id: UUID
    state: str
    answer: str | None
    asked_on: date


@dataclass(frozen=True)
class MemberLine:
    """One of the two: the newest answer, and why they should be rung."""

    name: str
    answer: AnswerLine | None
    whys: Sequence[str] = field(default=())


@dataclass(frozen=True)
class PairLine:
    """One pair; of the day on which they last met only the month is shown."""

    id: UUID
    state: str
    last_met_on: date | None
    members: Sequence[MemberLine]

    @property
    def can_meet(self) -> bool:
        """Whether it can be noted that they met."""
        return self.state in LIVE


def coordination_page(
    db: Session, actor: Person, *, state: str | None, needs_call: bool, number: int
) -> Page[PairLine]:
    """Pairs of others, newest first within their state; five statements, fifty at a time.

    Without a state: all that are not over. A pair of the coordinator's own is not among them:
    there they are one of the two.
    """
    where = _wanted(actor, state, needs_call=needs_call)
    total = db.scalar(select(func.count()).select_from(Pairing).where(*where)) or 0
    number = nearest_page(number, total)
    pairs = db.execute(
        select(Pairing.id, Pairing.state, Pairing.last_met_on)
        .where(*where)
        .order_by(Pairing.state_since.desc(), Pairing.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    ids = [row[0] for row in pairs]
    members = _members(db, ids, _answers(db, ids), _whys(db, actor, ids))
    return Page([PairLine(*row, members.get(row[0], ())) for row in pairs], number, total)


def _wanted(actor: Person, state: str | None, *, needs_call: bool) -> Sequence[ColumnElement[bool]]:
    own = select(PairingMember.pairing_id).where(PairingMember.person_id == actor.id)
    where: list[ColumnElement[bool]] = [Pairing.id.not_in(own)]
    where.append(Pairing.state == state if state else Pairing.state.in_(OPEN))
    if needs_call:
        called = select(MentoringCall.pairing_id).where(
            MentoringCall.pairing_id.is_not(None), *open_calls(actor)
        )
        where.append(Pairing.id.in_(called))
    return where


def _members(
    db: Session,
    pairing_ids: Sequence[UUID],
    answers: Mapping[tuple[UUID, UUID], AnswerLine],
    whys: Mapping[tuple[UUID, UUID], list[str]],
) -> dict[UUID, list[MemberLine]]:
    rows = db.execute(
        select(PairingMember.pairing_id, Person.id, Person.name)
        .join(Person, Person.id == PairingMember.person_id)
        .where(PairingMember.pairing_id.in_(pairing_ids))
        .order_by(func.lower(Person.name), Person.id)
    )
    found: dict[UUID, list[MemberLine]] = {}
    for pairing_id, person_id, name in rows:
        of = (pairing_id, person_id)
        line = MemberLine(name, answers.get(of), whys.get(of, ()))
        found.setdefault(pairing_id, []).append(line)
    return found


def _answers(db: Session, pairing_ids: Sequence[UUID]) -> dict[tuple[UUID, UUID], AnswerLine]:
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(CheckIn.pairing_id, CheckIn.person_id),
            *(CheckIn.id, CheckIn.state, CheckIn.answer, CheckIn.asked_on),
        )
        .ext(distinct_on(CheckIn.pairing_id, CheckIn.person_id))
        .where(CheckIn.pairing_id.in_(pairing_ids), CheckIn.state != NOT_ASKED)
        .order_by(CheckIn.pairing_id, CheckIn.person_id, CheckIn.number.desc())
    )
    return {(row[0], row[1]): AnswerLine(*row[2:]) for row in rows}


def _whys(
    db: Session, actor: Person, pairing_ids: Sequence[UUID]
) -> dict[tuple[UUID, UUID], list[str]]:
    rows: Iterable[Sequence[Any]] = db.execute(
        select(MentoringCall.pairing_id, MentoringCall.person_id, MentoringCall.why)
        .where(MentoringCall.pairing_id.in_(pairing_ids), *open_calls(actor))
        .order_by(MentoringCall.raised_at, MentoringCall.id)
    )
    found: dict[tuple[UUID, UUID], list[str]] = {}
    for pairing_id, person_id, why in rows:
        found.setdefault((pairing_id, person_id), []).append(why)
    return found
