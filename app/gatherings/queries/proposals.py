"""Reads of proposed sessions; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.cohorts.rules import JOINED, PARTICIPANT
from app.gatherings.models import Gathering, SessionProposal
from app.gatherings.rules.proposals import PROPOSED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.post.models import Letter


@dataclass(frozen=True)
class Proposed:
    """A proposal, who made it, and the session that came of it; names may be gone.

    `entered_by` is the facilitator who typed it in for them.
    """

    proposal: SessionProposal
    by: str | None
    gathering: Gathering | None = None
    entered_by: str | None = None
    answered_by: str | None = None


@dataclass(frozen=True)
class ProposalSeat:
    """A proposal, who made it, and the actor's place in its cohort."""

    proposal: SessionProposal
    by: str | None
    seat: Seat


@dataclass(frozen=True)
class Proposer:
    """Whom the answer to a proposal is for; `joined` says whether they are in the cohort now."""

    name: str
    joined: bool
    proposal: SessionProposal
    gathering: Gathering | None
    cohort: Cohort


def proposals_page(db: Session, cohort_id: UUID, number: int) -> Page[Proposed]:
    """The proposals of a cohort, those without an answer first, newest first; two statements."""
    where = SessionProposal.cohort_id == cohort_id
    total = db.scalar(select(func.count()).where(where)) or 0
    number = nearest_page(number, total)
    enterer, answerer = aliased(Person), aliased(Person)
    rows = db.execute(
        select(SessionProposal, Person.name, Gathering, enterer.name, answerer.name)
        .outerjoin(Person, Person.id == SessionProposal.proposed_by_id)
        .outerjoin(enterer, enterer.id == SessionProposal.entered_by_id)
        .outerjoin(answerer, answerer.id == SessionProposal.answered_by_id)
        .outerjoin(Gathering, Gathering.id == SessionProposal.gathering_id)
        .where(where)
        .order_by(
            case((SessionProposal.state == PROPOSED, 0), else_=1),
            SessionProposal.proposed_at.desc(),
            SessionProposal.id,
        )
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([Proposed(*row) for row in rows], number, total)


def proposers(db: Session, cohort_id: UUID) -> list[tuple[UUID, str]]:
    """Those who take part in a cohort and may propose something, by name; one statement."""
    rows = db.execute(
        select(Person.id, Person.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.state == JOINED,
            Enrolment.role == PARTICIPANT,
        )
        .order_by(func.lower(Person.name), Person.id)
    )
    return [(person_id, name) for person_id, name in rows]


def proposals_to_answer(cohort_id: UUID) -> Select[int]:
    """Counts the proposals of a cohort that wait for an answer."""
    return select(func.count()).where(
        SessionProposal.cohort_id == cohort_id, SessionProposal.state == PROPOSED
    )


def open_proposals(db: Session, cohort_id: UUID) -> int:
    """How many proposals of a cohort wait for an answer; one statement."""
    return db.scalar(proposals_to_answer(cohort_id)) or 0


def proposal_seat(db: Session, actor: Person, *, proposal_id: UUID) -> ProposalSeat | None:
    """The proposal of this address and the actor's place in its cohort; one statement."""
    row = db.execute(
        select(SessionProposal, Person.name, Cohort, Enrolment)
        .join(Cohort, Cohort.id == SessionProposal.cohort_id)
        .outerjoin(Person, Person.id == SessionProposal.proposed_by_id)
        .outerjoin(
            Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)
        )
        .where(SessionProposal.id == proposal_id)
    ).one_or_none()
    return ProposalSeat(row[0], row[1], Seat(row[2], row[3])) if row else None


def waiting_proposal(db: Session, cohort_id: UUID, proposal_id: UUID | None) -> Proposed | None:
    """A proposal of this cohort that waits for an answer; one statement, none without an id."""
    if proposal_id is None:
        return None
    row = db.execute(
        select(SessionProposal, Person.name)
        .outerjoin(Person, Person.id == SessionProposal.proposed_by_id)
        .where(
            SessionProposal.id == proposal_id,
            SessionProposal.cohort_id == cohort_id,
            SessionProposal.state == PROPOSED,
        )
    ).one_or_none()
    return Proposed(row[0], row[1]) if row else None


def proposers_of(db: Session, letters: Sequence[Letter]) -> dict[UUID, Proposer]:
    """Whom these answers are for, by the letter's id; one statement."""
    rows = db.execute(
        select(
            Letter.id,
            Person.name,
            func.coalesce(Enrolment.state == "joined", False),
            SessionProposal,
            Gathering,
            Cohort,
        )
        .join(Person, Person.id == Letter.person_id)
        .join(SessionProposal, SessionProposal.id == Letter.about_id)
        .join(Cohort, Cohort.id == SessionProposal.cohort_id)
        .outerjoin(Gathering, Gathering.id == SessionProposal.gathering_id)
        .outerjoin(
            Enrolment,
            and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == Letter.person_id),
        )
        .where(Letter.id.in_([letter.id for letter in letters]))
    )
    return {row[0]: Proposer(*row[1:]) for row in rows}
