"""Proposing many pairs at once, with the same looks as one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.kit.db import new_id
from app.mentoring.actions.pairings import Proposal
from app.mentoring.models import (
    MentoringApart,
    MentoringProfile,
    Pairing,
    PairingChange,
    PairingMember,
)
from app.mentoring.rules.runs import KEPT_APART, LEFT_PROGRAMME, NO_ROOM, PAIRED
from app.mentoring.rules.states import ANSWER_WITHIN, COORDINATOR, OPEN, PROPOSED
from app.mentoring.rules.topics import OPEN_TO_MATCHING
from app.people.models import Person

Two = frozenset[UUID]


@dataclass(frozen=True)
class Asked:
    """What became of many proposals, by their request keys."""

    pairings: Mapping[UUID, UUID]
    # Why it did not come to a pairing; the key of a sentence.
    refused: Mapping[UUID, str]


def propose_pairings(
    db: Session, proposals: Mapping[UUID, Proposal], *, by: Person, now: datetime
) -> Asked:
    """Ask many times two people whether they would walk together. Seven statements.

    The first proposals take the room there is. One that cannot be is refused, and the rest go
    ahead. All profiles are held until the commit, as `propose_pairing` holds two.
    """
    around = _Around(db, {one for each in proposals.values() for one in _both(each)})
    made, refused = list[Pairing](), dict[UUID, str]()
    for key, proposal in proposals.items():
        if why := around.why_not(frozenset(_both(proposal))):
            refused[key] = why
            continue
        around.take(_both(proposal))
        made.append(_pairing(proposal, by, key, now))
    if made:
        _write(db, made, by, now)
    return Asked({one.request_key: one.id for one in made}, refused)


class _Around:
    """What stands against pairs of these people, as it is now."""

    def __init__(self, db: Session, people: Collection[UUID]) -> None:
        profiles = db.scalars(
            select(MentoringProfile)
            .where(MentoringProfile.person_id.in_(people))
            .order_by(MentoringProfile.person_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        self._room = Counter(
            {one.person_id: one.capacity for one in profiles if one.state == OPEN_TO_MATCHING}
        )
        joined = select(Enrolment.person_id).where(
            Enrolment.person_id.in_(people), Enrolment.state == JOINED
        )
        self._joined = set(db.scalars(joined))
        paired = _open_pairings(db, people)
        for two in paired:
            self._room.subtract(two & self._room.keys())
        self._paired = set(paired)
        apart = select(MentoringApart.person_id, MentoringApart.other_id).where(
            MentoringApart.person_id.in_(people), MentoringApart.other_id.in_(people)
        )
        self._apart = {frozenset((one, other)) for one, other in db.execute(apart)}

    def why_not(self, two: Two) -> str | None:
        """The first thing that stands against it."""
        if not two <= self._joined:
            return LEFT_PROGRAMME
        if two in self._apart:
            return KEPT_APART
        if two in self._paired:
            return PAIRED
        return NO_ROOM if any(self._room[one] <= 0 for one in two) else None

    def take(self, two: Collection[UUID]) -> None:
        """Both have room for one less."""
        self._room.subtract(two)


def _open_pairings(db: Session, people: Collection[UUID]) -> Sequence[Two]:
    """The open pairings of these people; the other may be anybody, or erased. One statement."""
    of_them = select(PairingMember.pairing_id).where(PairingMember.person_id.in_(people))
    rows = db.execute(
        select(Pairing.one_id, Pairing.two_id).where(
            Pairing.state.in_(OPEN), Pairing.id.in_(of_them)
        )
    )
    return [frozenset(one for one in row if one is not None) for row in rows]


def _both(proposal: Proposal) -> tuple[UUID, UUID]:
    return proposal.one_id, proposal.two_id


def _pairing(proposal: Proposal, by: Person, key: UUID, now: datetime) -> Pairing:
    one, two = sorted(_both(proposal))
    return Pairing(
        id=new_id(),
        one_id=one,
        two_id=two,
        state=PROPOSED,
        origin=proposal.origin,
        reasons=list(proposal.reasons),
        run_id=proposal.run_id,
        proposed_by_id=by.id,
        proposed_at=now,
        answer_by=now + ANSWER_WITHIN,
        state_since=now,
        request_key=key,
    )


def _write(db: Session, made: Sequence[Pairing], by: Person, now: datetime) -> None:
    """The pairings, their members, and the first row of each one's log. Three statements."""
    db.add_all(made)
    db.flush()
    members: list[dict[str, Any]] = [
        {"id": new_id(), "pairing_id": one.id, "person_id": person_id}
        for one in made
        for person_id in (one.one_id, one.two_id)
    ]
    db.execute(insert(PairingMember), members)
    changes: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "pairing_id": one.id,
            "before": None,
            "after": PROPOSED,
            "mover": COORDINATOR,
            "reason": "",
            "at": now,
            "actor_id": by.id,
        }
        for one in made
    ]
    db.execute(insert(PairingChange), changes)
