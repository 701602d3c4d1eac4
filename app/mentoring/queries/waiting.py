"""What waits for somebody in their pairs: an answer, a signature, or the first words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, case, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from app.mentoring.models import Agreement, AgreementSignature, Pairing, PairingMember
from app.mentoring.rules.agreements import CAN_AGREE
from app.mentoring.rules.states import AGREEING, PROPOSED
from app.people.models import Person

ANSWER = "answer"
SIGN = "sign"
WRITE = "write"


@dataclass(frozen=True)
class Waiting:
    """A pair in which something waits for this person: `what` is ANSWER, SIGN or WRITE."""

    pairing_id: UUID
    partner: str
    what: str


_own, _other, _of_pair = aliased(PairingMember), aliased(PairingMember), aliased(Agreement)
_PERSON = bindparam("person", type_=Uuid())
_newest = (
    select(func.max(_of_pair.number))
    .where(_of_pair.pairing_id == Pairing.id)
    .correlate(Pairing)
    .scalar_subquery()
)
_has_signed = (
    select(AgreementSignature.id)
    .join(Agreement, Agreement.id == AgreementSignature.agreement_id)
    .where(
        Agreement.pairing_id == Pairing.id,
        Agreement.number == _newest,
        AgreementSignature.person_id == _PERSON,
    )
    .correlate(Pairing)
)
_what = case(
    ((Pairing.state == PROPOSED) & _own.answer.is_(None), literal(ANSWER)),
    (Pairing.state.in_(CAN_AGREE) & _newest.is_not(None) & ~_has_signed.exists(), literal(SIGN)),
    ((Pairing.state == AGREEING) & _newest.is_(None), literal(WRITE)),
)
_rows = (
    select(Pairing.id, Person.name, _what.label("what"), Pairing.state_since)
    .select_from(_own)
    .join(Pairing, Pairing.id == _own.pairing_id)
    .join(_other, (_other.pairing_id == Pairing.id) & (_other.id != _own.id))
    .join(Person, Person.id == _other.person_id)
    .where(_own.person_id == _PERSON, Pairing.state.in_((PROPOSED, *CAN_AGREE)))
    .subquery()
)
# One value, so that a page can ask for it together with others; `person` is whose pairs.
WAITING_PAIRS = (
    select(
        func.json_agg(
            aggregate_order_by(
                func.json_build_array(_rows.c.id, _rows.c.name, _rows.c.what),
                _rows.c.state_since,
                _rows.c.id,
            )
        )
    )
    .where(_rows.c.what.is_not(None))
    .scalar_subquery()
)


def waiting_in(found: Iterable[Any] | None) -> Sequence[Waiting]:
    """The pairs in what WAITING_PAIRS gave, the one that waits longest first. No statement."""
    return [Waiting(UUID(pairing), name, what) for pairing, name, what in found or ()]
