"""What somebody sees first of mentoring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.queries.circles import CircleLine, circles_ahead
from app.mentoring.models import (
    CheckIn,
    MentoringProfile,
    Pairing,
    PairingMember,
    Recognition,
)
from app.mentoring.queries.named import holds_role
from app.mentoring.queries.pairings import HAS_LEFT
from app.mentoring.rules.check_ins import ASKED
from app.mentoring.rules.recognition import OFFERED
from app.mentoring.rules.states import ACTIVE, CLOSED, OPEN, PROPOSED
from app.people.models import Person
from app.people.rules import MENTORING_COORDINATOR


@dataclass(frozen=True)
class OwnPairing:
    """One pairing of the actor's; `waits`: they have not answered the proposal yet."""

    id: UUID
    name: str
    state: str
    waits: bool


@dataclass(frozen=True)
class FirstPage:
    """Everything on the first page of mentoring."""

    # Whether they have joined a cohort: mentoring is for the people in the programme.
    is_in_programme: bool
    # How it is going, as far as they have still to say it; the oldest question.
    check_in_id: UUID | None
    # Offers of payment or expenses that wait for an answer.
    offers: int
    profile: MentoringProfile | None
    pairings: Sequence[OwnPairing]
    # Those that have ended: what was written there stays to be read.
    ended: Sequence[OwnPairing]
    # Who brings people together, by name.
    coordinators: Sequence[str]
    # Where people in mentoring help each other think, in the cohorts they are in.
    circles: Sequence[CircleLine]


def first_page(db: Session, actor: Person, *, now: datetime) -> FirstPage:
    """The first page of a person; five statements."""
    is_in_programme, check_in_id, offers = _what_waits(db, actor)
    pairings = own_pairings(db, actor)
    return FirstPage(
        is_in_programme=is_in_programme,
        check_in_id=check_in_id,
        offers=offers,
        profile=db.get(MentoringProfile, actor.id),
        pairings=[one for one in pairings if one.state != CLOSED],
        ended=[one for one in pairings if one.state == CLOSED],
        coordinators=coordinators(db),
        circles=circles_ahead(db, actor.id, now=now),
    )


def _what_waits(db: Session, actor: Person) -> tuple[bool, UUID | None, int]:
    """Whether they take part, and what they were asked and have not answered. One statement."""
    joined = exists().where(Enrolment.person_id == actor.id, Enrolment.state == JOINED)
    asked = (
        select(CheckIn.id)
        .join(Pairing, Pairing.id == CheckIn.pairing_id)
        .where(CheckIn.person_id == actor.id, CheckIn.state == ASKED, Pairing.state == ACTIVE)
        .order_by(CheckIn.asked_on, CheckIn.id)
        .limit(1)
    )
    offered = select(func.count(Recognition.id)).where(
        Recognition.person_id == actor.id, Recognition.state == OFFERED
    )
    row = db.execute(select(joined, asked.scalar_subquery(), offered.scalar_subquery())).one()
    return bool(row[0]), row[1], row[2] or 0


def coordinators(db: Session) -> Sequence[str]:
    """The names of those who bring people together; one statement."""
    return db.scalars(
        select(Person.name)
        .where(holds_role(MENTORING_COORDINATOR))
        .order_by(func.lower(Person.name), Person.id)
    ).all()


def own_pairings(db: Session, actor: Person) -> Sequence[OwnPairing]:
    """All pairs of somebody that stand or have ended, the newest first; one statement."""
    own, other = aliased(PairingMember), aliased(PairingMember)
    rows = db.execute(
        select(
            Pairing.id,
            func.coalesce(Person.name, HAS_LEFT),
            Pairing.state,
            own.answer.is_(None) & (Pairing.state == PROPOSED),
        )
        .select_from(own)
        .join(Pairing, Pairing.id == own.pairing_id)
        .join(other, (other.pairing_id == Pairing.id) & (other.id != own.id))
        .outerjoin(Person, Person.id == other.person_id)
        .where(own.person_id == actor.id, Pairing.state.in_((*OPEN, CLOSED)))
        .order_by(Pairing.proposed_at.desc(), Pairing.id)
    )
    return [OwnPairing(*row) for row in rows]
