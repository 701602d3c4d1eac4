"""For whom a vote can be typed in, and what was typed in for whom."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.participation.models import Poll, PollVoter
from app.participation.rules import SECRET
from app.people.models import Person


@dataclass(frozen=True)
class TypedVote:
    """That somebody's vote was typed in, by whom, and whether from paper; never what it was."""

    name: str
    by: str | None
    on_paper: bool


def people_of(db: Session, cohort_id: UUID) -> list[tuple[UUID, str]]:
    """Everybody in a cohort, by name; one statement."""
    rows = db.execute(_people(cohort_id))
    return [(person_id, name) for person_id, name in rows]


def can_still_vote(db: Session, poll: Poll, *, may_change: bool) -> list[tuple[UUID, str]]:
    """Those who have not voted, by name; with `may_change` everybody who can vote or vote anew.

    One statement.
    """
    voted = exists().where(PollVoter.poll_id == poll.id, PollVoter.enrolment_id == Enrolment.id)
    wanted = _people(poll.cohort_id)
    anew = may_change and poll.secrecy != SECRET
    rows = db.execute(wanted if anew else wanted.where(~voted))
    return [(person_id, name) for person_id, name in rows]


def typed_votes(db: Session, poll_id: UUID) -> list[TypedVote]:
    """The record of who typed in a vote for whom, by name; one statement."""
    typist = aliased(Person)
    rows = db.execute(
        select(Person.name, typist.name, PollVoter.tally_id.is_not(None))
        .select_from(PollVoter)
        .join(Enrolment, Enrolment.id == PollVoter.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(typist, typist.id == PollVoter.entered_by_id)
        .where(PollVoter.poll_id == poll_id)
        .order_by(func.lower(Person.name), Person.id)
    )
    return [TypedVote(*row) for row in rows]


def _people(cohort_id: UUID) -> Select[UUID, str]:
    return (
        select(Person.id, Person.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.state == JOINED)
        .order_by(func.lower(Person.name), Person.id)
    )
