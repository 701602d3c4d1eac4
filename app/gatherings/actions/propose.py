"""Proposing a session, for oneself or for somebody who told it, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.gatherings import errors
from app.gatherings.errors.proposals import (
    ProposalAnswered,
    ProposerNeeded,
    PurposeNeeded,
    SuitsTooLong,
)
from app.gatherings.models import SessionProposal
from app.gatherings.rules import LONGEST_TITLE, WAYS, clean_text
from app.gatherings.rules.proposals import LONGEST_PURPOSE, LONGEST_SUITS, PROPOSED
from app.kit.db import changed, new_id
from app.people.models import Person
from app.people.rules import clean_name


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
    facts = _checked(idea)
    _keep(db, facts | {"proposed_by_id": actor.id}, idea, cohort=cohort, now=now)


def enter_proposal(
    db: Session,
    actor: Person,
    idea: Idea,
    *,
    cohort: Cohort,
    person_id: UUID | None,
    now: datetime,
) -> None:
    """Keep what somebody proposed by phone or on paper; the record names both. Two statements.

    It is theirs: the answer goes to them.
    Raises: ProposerNeeded when nobody of the cohort is named, and what proposing refuses.
    """
    facts = _checked(idea)
    takes_part = select(Enrolment.id).where(
        Enrolment.cohort_id == cohort.id,
        Enrolment.person_id == person_id,
        Enrolment.state == JOINED,
    )
    if person_id is None or db.scalar(takes_part) is None:
        raise ProposerNeeded
    by = {"proposed_by_id": person_id, "entered_by_id": actor.id}
    _keep(db, facts | by, idea, cohort=cohort, now=now)


def withdraw_proposal(db: Session, *, proposal_id: UUID) -> None:
    """Take back a proposal that nobody has answered; nothing of it is kept. One statement.

    Raises: ProposalAnswered.
    """
    gone = delete(SessionProposal).where(
        SessionProposal.id == proposal_id, SessionProposal.state == PROPOSED
    )
    if not changed(db, gone):
        raise ProposalAnswered


def _checked(idea: Idea) -> dict[str, object]:
    """Raises: TitleNeeded, PurposeNeeded, SuitsTooLong, WayNeeded."""
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
    return {"title": title, "about": about, "suits": suits, "how": idea.how}


def _keep(
    db: Session, facts: Mapping[str, object], idea: Idea, *, cohort: Cohort, now: datetime
) -> None:
    db.execute(
        insert(SessionProposal)
        .values(
            id=new_id(),
            cohort_id=cohort.id,
            proposed_at=now,
            request_key=idea.request_key or new_id(),
            **facts,
        )
        .on_conflict_do_nothing(index_elements=[SessionProposal.request_key])
    )
