"""Reads of a session's letters: what the post needs to write them, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Gathering, Reply
from app.people.models import Person
from app.post.models import Letter

NOT_HERE = "They are not in the cohort any more."


@dataclass(frozen=True)
class Receiver:
    """Whom a letter is for; `joined` says whether they are still in the cohort.

    `answer` is whether they mean to come: coming, waiting or sorry; empty when they did not say.
    """

    name: str
    joined: bool
    answer: str = ""


@dataclass(frozen=True)
class LetterCount:
    """How many letters of one kind share a fate; times are UTC, reasons are sentences."""

    kind: str
    occurrence: str
    fate: str
    reason: str | None
    due_at: datetime
    letters: int


def receivers_of(db: Session, letters: Sequence[Letter]) -> dict[UUID, Receiver]:
    """Whom these letters about sessions are for, by the letter's id; one statement."""
    rows = db.execute(
        select(Letter.id, Person.name, Enrolment.state, func.coalesce(Reply.answer, ""))
        .join(Person, Person.id == Letter.person_id)
        .join(Gathering, Gathering.id == Letter.about_id)
        .outerjoin(
            Enrolment,
            and_(
                Enrolment.cohort_id == Gathering.cohort_id,
                Enrolment.person_id == Letter.person_id,
            ),
        )
        .outerjoin(
            Reply, and_(Reply.gathering_id == Gathering.id, Reply.enrolment_id == Enrolment.id)
        )
        .where(Letter.id.in_([letter.id for letter in letters]))
    )
    return {
        letter_id: Receiver(name, state == JOINED, answer)
        for letter_id, name, state, answer in rows
    }


def gatherings_with_cohorts(
    db: Session, gathering_ids: Sequence[UUID]
) -> dict[UUID, tuple[Gathering, Cohort]]:
    """Sessions with their cohorts, by the session's id; one statement."""
    rows = db.execute(
        select(Gathering, Cohort)
        .join(Cohort, Cohort.id == Gathering.cohort_id)
        .where(Gathering.id.in_(gathering_ids))
    )
    return {gathering.id: (gathering, cohort) for gathering, cohort in rows}


def letter_counts(db: Session, gathering_id: UUID) -> Sequence[LetterCount]:
    """What became of the letters about a session, or will, earliest first; one statement.

    The fates are `waiting`, `listed`, `sent`, `refused` and `lapsed`. A letter that waits for
    somebody who has left is told as lapsed, since that is what it will be.
    """
    gone = and_(Letter.state.in_(["due", "claimed"]), func.coalesce(Enrolment.state, "") != JOINED)
    fate = case(
        (gone, "lapsed"),
        (Letter.state.in_(["due", "claimed", "sending"]), "waiting"),
        else_=Letter.state,
    )
    reason = case((gone, NOT_HERE), (Letter.state.in_(["lapsed", "refused"]), Letter.reason))
    due_at = func.min(Letter.due_at)
    rows = db.execute(
        select(Letter.kind, Letter.occurrence, fate, reason, due_at, func.count())
        .join(Gathering, Gathering.id == Letter.about_id)
        .outerjoin(
            Enrolment,
            and_(
                Enrolment.cohort_id == Gathering.cohort_id,
                Enrolment.person_id == Letter.person_id,
            ),
        )
        .where(Letter.about_id == gathering_id)
        .group_by(Letter.kind, Letter.occurrence, fate, reason)
        .order_by(due_at, Letter.kind, Letter.occurrence, fate)
    )
    return [LetterCount(*row) for row in rows]
