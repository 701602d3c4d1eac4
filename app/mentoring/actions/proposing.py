"""Asking people whether they would walk together: two of them, or many pairs at once."""

from __future__ import annotations

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
from app.mentoring.errors.pairings import (
    CannotBePaired,
    NoRoom,
    NotInProgramme,
    PairedAlready,
)
from app.mentoring.models import (
    MentoringApart,
    MentoringProfile,
    Pairing,
    PairingChange,
    PairingMember,
)
from app.mentoring.rules.proposing import Around, Two
from app.mentoring.rules.runs import KEPT_APART, LEFT_PROGRAMME, NO_ROOM, PAIRED
from app.mentoring.rules.states import ANSWER_WITHIN, COORDINATOR, OPEN, PROPOSED
from app.mentoring.rules.topics import OPEN_TO_MATCHING
from app.people.models import Person

REFUSALS = {
    LEFT_PROGRAMME: NotInProgramme,
    KEPT_APART: CannotBePaired,
    PAIRED: PairedAlready,
    NO_ROOM: NoRoom,
}


@dataclass(frozen=True)
class Proposal:
    """Two people whom somebody would pair; `reasons` are keys and facts for both to read."""

    one_id: UUID
    two_id: UUID
    origin: str
    reasons: Sequence[Any] = ()
    run_id: UUID | None = None

    @property
    def two(self) -> Two:
        """Both of them."""
        return frozenset((self.one_id, self.two_id))


@dataclass(frozen=True)
class Asked:
    """What became of many proposals, by their request keys."""

    pairings: Mapping[UUID, Pairing]
    # Why it did not come to a pairing; the key of a sentence.
    refused: Mapping[UUID, str]


def propose_pairing(
    db: Session, proposal: Proposal, *, by: Person, request_key: UUID, now: datetime
) -> Pairing:
    """Ask two people whether they would walk together; flushed. At most eight statements.

    The same request key gives the same pairing.
    Raises: NotInProgramme, CannotBePaired, PairedAlready, NoRoom.
    """
    asked = propose_pairings(db, {request_key: proposal}, by=by, now=now)
    if why := asked.refused.get(request_key):
        raise REFUSALS[why]
    return asked.pairings[request_key]


def propose_pairings(
    db: Session, proposals: Mapping[UUID, Proposal], *, by: Person, now: datetime
) -> Asked:
    """Ask many times two people whether they would walk together. At most eight statements.

    The first proposals take the room there is. One that cannot be is refused, and the rest go
    ahead; one that was made before stays as it is. All profiles are held until the commit, so that
    two proposals at once cannot take the same room.
    """
    around = _around(db, {one for each in proposals.values() for one in each.two})
    earlier = db.scalars(select(Pairing).where(Pairing.request_key.in_(proposals)))
    pairings, refused = {one.request_key: one for one in earlier}, dict[UUID, str]()
    made = list[Pairing]()
    for key, proposal in proposals.items():
        if key in pairings:
            continue
        if why := around.why_not(proposal.two):
            refused[key] = why
            continue
        around.take(proposal.two)
        pairings[key] = _pairing(proposal, by, key, now)
        made.append(pairings[key])
    if made:
        _write(db, made, by, now)
    return Asked(pairings, refused)


def _around(db: Session, people: Collection[UUID]) -> Around:
    """What stands against pairs of these people, whose profiles are held. Four statements."""
    profiles = db.scalars(
        select(MentoringProfile)
        .where(MentoringProfile.person_id.in_(people))
        .order_by(MentoringProfile.person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    joined = select(Enrolment.person_id).where(
        Enrolment.person_id.in_(people), Enrolment.state == JOINED
    )
    apart = select(MentoringApart.person_id, MentoringApart.other_id).where(
        MentoringApart.person_id.in_(people), MentoringApart.other_id.in_(people)
    )
    return Around(
        joined=set(db.scalars(joined)),
        apart={frozenset((one, other)) for one, other in db.execute(apart)},
        paired=_open_pairings(db, people),
        room={one.person_id: one.capacity for one in profiles if one.state == OPEN_TO_MATCHING},
    )


def _open_pairings(db: Session, people: Collection[UUID]) -> Collection[Two]:
    """The open pairings of these people; the other may be anybody, or erased. One statement."""
    of_them = select(PairingMember.pairing_id).where(PairingMember.person_id.in_(people))
    rows = db.execute(
        select(Pairing.one_id, Pairing.two_id).where(
            Pairing.state.in_(OPEN), Pairing.id.in_(of_them)
        )
    )
    return [frozenset(one for one in row if one is not None) for row in rows]


def _pairing(proposal: Proposal, by: Person, key: UUID, now: datetime) -> Pairing:
    one, two = sorted((proposal.one_id, proposal.two_id))
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
