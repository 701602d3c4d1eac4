"""Proposing a session, and answering the one who did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings import errors
from app.gatherings.actions.plan import SessionPlan, plan_session
from app.gatherings.errors.proposals import (
    ProposalAnswered,
    ProposalAnswerNeeded,
    PurposeNeeded,
    SuitsTooLong,
)
from app.gatherings.models import Gathering, SessionProposal
from app.gatherings.rules import LONGEST_TITLE, WAYS, clean_text
from app.gatherings.rules.proposals import (
    LONGEST_ANSWER,
    LONGEST_PURPOSE,
    LONGEST_SUITS,
    NOT_TAKEN_UP,
    PROPOSED,
    TAKEN_UP,
)
from app.kit.db import new_id
from app.people.models import Person
from app.people.rules import clean_name
from app.post.actions.plan import NewLetter, plan_letters


@dataclass(frozen=True)
class Idea:
    """What somebody proposes, in their own words; `request_key` is the key of the form."""

    title: str
    about: str
    suits: str
    how: str
    request_key: UUID | None = None


def propose_session(
    db: Session, actor: Person, idea: Idea, *, cohort: Cohort, now: datetime
) -> None:
    """Propose a session to a cohort; the same `request_key` again adds nothing.

    One statement.
    Raises: TitleNeeded, PurposeNeeded, SuitsTooLong, WayNeeded.
    """
    title = clean_name(idea.title)
    about = clean_text(idea.about, LONGEST_PURPOSE)
    suits = clean_text(idea.suits, LONGEST_SUITS)
    if title is None or len(title) > LONGEST_TITLE:
        raise errors.TitleNeeded
    if not about:
        raise PurposeNeeded
    if suits is None:
        raise SuitsTooLong
    if idea.how not in WAYS:
        raise errors.WayNeeded
    db.execute(
        insert(SessionProposal)
        .values(
            id=new_id(),
            cohort_id=cohort.id,
            proposed_by_id=actor.id,
            proposed_at=now,
            title=title,
            about=about,
            suits=suits,
            how=idea.how,
            request_key=idea.request_key or new_id(),
        )
        .on_conflict_do_nothing(index_elements=[SessionProposal.request_key])
    )


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
