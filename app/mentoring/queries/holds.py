"""Pairs that the safeguarding lead can put on hold: who, and how it stands, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.kit.seeking import clean_sought, has_in_name
from app.mentoring.models import Pairing, PairingMember
from app.mentoring.rules.states import LIVE, SUSPENDED
from app.people.models import Person

MOST = 50


@dataclass(frozen=True)
class Held:
    """One pair: its two names, how it stands, and since when (UTC)."""

    pairing_id: UUID
    one: str
    two: str
    state: str
    since: datetime


def pairs_to_hold(db: Session, actor: Person, name: str) -> Sequence[Held]:
    """Pairs on hold, and live ones of people with this in their name; fifty at most.

    The actor's own pairs are left out. One statement.
    """
    one, two = aliased(Person), aliased(Person)
    is_on_hold = Pairing.state == SUSPENDED
    wanted = clean_sought(name)
    is_meant = is_on_hold
    if wanted:
        found = or_(*(has_in_name(who.name, wanted) for who in (one, two)))
        is_meant = or_(is_on_hold, Pairing.state.in_(LIVE) & found)
    own = exists().where(
        PairingMember.pairing_id == Pairing.id, PairingMember.person_id == actor.id
    )
    rows = db.execute(
        select(Pairing.id, one.name, two.name, Pairing.state, Pairing.state_since)
        .join(one, one.id == Pairing.one_id)
        .join(two, two.id == Pairing.two_id)
        .where(is_meant, ~own)
        .order_by(is_on_hold.desc(), func.lower(one.name), Pairing.id)
        .limit(MOST)
    )
    return [Held(*row) for row in rows]
