"""Answering somebody who proposed a session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.plan import SessionPlan, plan_session
from app.gatherings.errors.proposals import (
    ProposalAnswered,
    ProposalAnswerNeeded,
)
from app.gatherings.models import Gathering, SessionProposal
from app.gatherings.rules import clean_text
from app.gatherings.rules.proposals import (
    LONGEST_ANSWER,
    NOT_TAKEN_UP,
    PROPOSED,
    TAKEN_UP,
)
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters


def plan_proposed(
    db: Session,
    actor: Person,
    plan: SessionPlan,
    *,
    proposal_id: UUID | None,
    cohort: Cohort,
    now: datetime,
) -> Gathering:
    """Plan a session, and tell whoever proposed it; without a proposal just plan it.

    The same form again gives the session that it planned the first time.
    Raises: ProposalAnswered when somebody else answered it in between, and what planning refuses.
    """
    made = plan_session(db, actor, plan, cohort=cohort, now=now)
    if proposal_id is not None and not _came_of(db, proposal_id, made.id):
        facts = {"state": TAKEN_UP, "gathering_id": made.id}
        _answer(db, actor, proposal_id, cohort.id, facts, now)
    return made


def turn_down(
    db: Session, actor: Person, *, proposal: SessionProposal, answer: str, now: datetime
) -> None:
    """Say kindly why a proposal is not taken up; the cohort reads it, and the person is told.

    Raises: ProposalAnswerNeeded, ProposalAnswered.
    """
    words = clean_text(answer, LONGEST_ANSWER)
    if not words:
        raise ProposalAnswerNeeded
    facts = {"state": NOT_TAKEN_UP, "answer": words}
    _answer(db, actor, proposal.id, proposal.cohort_id, facts, now)


def _came_of(db: Session, proposal_id: UUID, gathering_id: UUID) -> bool:
    """Whether this form has taken the proposal up already."""
    found = select(SessionProposal.id).where(
        SessionProposal.id == proposal_id, SessionProposal.gathering_id == gathering_id
    )
    return db.scalar(found) is not None


def _answer(
    db: Session,
    actor: Person,
    proposal_id: UUID,
    cohort_id: UUID,
    facts: Mapping[str, object],
    now: datetime,
) -> None:
    """Give the one answer that a proposal has, and plan the letter about it; two statements.

    Raises: ProposalAnswered.
    """
    answered = db.execute(
        update(SessionProposal)
        .where(
            SessionProposal.id == proposal_id,
            SessionProposal.cohort_id == cohort_id,
            SessionProposal.state == PROPOSED,
        )
        .values(answered_at=now, answered_by_id=actor.id, **facts)
        .returning(SessionProposal.proposed_by_id)
    ).one_or_none()
    if answered is None:
        raise ProposalAnswered
    (person_id,) = answered
    if person_id is not None and person_id != actor.id:
        letter = NewLetter(person_id, "proposal", proposal_id, now, cohort_id=cohort_id)
        plan_letters(db, [letter], now=now)
