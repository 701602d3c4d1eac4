"""Reads for weekly letters: sessions ahead, open polls, and letters kept back for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Gathering, Reply
from app.gatherings.rules import PLANNED
from app.gatherings.rules.replies import SORRY
from app.outputs.models import Output, OutputEdition
from app.outputs.queries.outputs import readable
from app.participation.models import Poll, PollVoter
from app.participation.rules import OPEN
from app.post.models import Letter
from app.post.rules import IN_DIGEST


@dataclass(frozen=True)
class SessionAhead:
    """A session that somebody may come to; its time is in UTC."""

    person_id: UUID
    id: UUID
    cohort_id: UUID
    title: str
    cohort: str
    zone: str
    starts_at: datetime


def sessions_ahead(
    db: Session, person_ids: Sequence[UUID], *, now: datetime, until: datetime
) -> dict[UUID, list[SessionAhead]]:
    """Planned sessions of these people's cohorts, by person, next first; one statement.

    Without those to which somebody said that they cannot come.
    """
    reply = and_(Reply.gathering_id == Gathering.id, Reply.enrolment_id == Enrolment.id)
    rows = db.execute(
        select(
            *(Enrolment.person_id, Gathering.id, Cohort.id, Gathering.title, Cohort.name),
            *(Cohort.time_zone, Gathering.starts_at),
        )
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Gathering, Gathering.cohort_id == Cohort.id)
        .outerjoin(Reply, reply)
        .where(
            Enrolment.person_id.in_(person_ids),
            Enrolment.state == JOINED,
            Gathering.state == PLANNED,
            Gathering.starts_at > now,
            Gathering.starts_at <= until,
            func.coalesce(Reply.answer, "") != SORRY,
        )
        .order_by(Gathering.starts_at, Gathering.id)
    )
    found: dict[UUID, list[SessionAhead]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(SessionAhead(*row))
    return found


@dataclass(frozen=True)
class PollAsked:
    """A poll in which somebody has not voted; its times are in UTC."""

    person_id: UUID
    id: UUID
    cohort_id: UUID
    question: str
    cohort: str
    zone: str
    proposed_at: datetime
    closes_at: datetime


def polls_asked(
    db: Session, person_ids: Sequence[UUID], *, now: datetime
) -> dict[UUID, list[PollAsked]]:
    """Open polls in which these people have not voted, by person, next to close first.

    One statement.
    """
    voted = exists().where(PollVoter.poll_id == Poll.id, PollVoter.enrolment_id == Enrolment.id)
    rows = db.execute(
        select(
            *(Enrolment.person_id, Poll.id, Cohort.id, Poll.question, Cohort.name),
            *(Cohort.time_zone, Poll.proposed_at, Poll.closes_at),
        )
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Poll, Poll.cohort_id == Cohort.id)
        .where(
            Enrolment.person_id.in_(person_ids),
            Enrolment.state == JOINED,
            Poll.state == OPEN,
            Poll.closes_at > now,
            ~voted,
        )
        .order_by(Poll.closes_at, Poll.id)
    )
    found: dict[UUID, list[PollAsked]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(PollAsked(*row))
    return found


@dataclass(frozen=True)
class ReportOut:
    """A report of somebody's cohort that anyone can read now; published in UTC."""

    person_id: UUID
    cohort_id: UUID
    cohort: str
    title: str
    slug: str
    published_at: datetime


def reports_out(
    db: Session, person_ids: Sequence[UUID], *, since: datetime, now: datetime
) -> dict[UUID, list[ReportOut]]:
    """Reports of their cohorts that were published since then, by person, newest first.

    One statement.
    """
    published_at = func.max(OutputEdition.published_at)
    rows = db.execute(
        select(Enrolment.person_id, Cohort.id, Cohort.name, Output.title, Output.slug, published_at)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Output, Output.cohort_id == Cohort.id)
        .join(OutputEdition, OutputEdition.output_id == Output.id)
        .where(
            Enrolment.person_id.in_(person_ids),
            Enrolment.state == JOINED,
            OutputEdition.published_at > since,
            readable(now),
        )
        .group_by(Enrolment.person_id, Cohort.id, Cohort.name, Output.title, Output.slug)
        .order_by(published_at.desc(), Output.slug)
    )
    found: dict[UUID, list[ReportOut]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(ReportOut(*row[:5], row[5] or now))
    return found


def kept_back(
    db: Session, weeks: Sequence[tuple[UUID, datetime, datetime]], *, but: str
) -> dict[UUID, list[Letter]]:
    """Letters kept back for weekly ones, by person, oldest first; one statement.

    `weeks` holds, for each person, from and until when such letters were due, in UTC. Letters of
    the kind `but` are left out.
    """
    if not weeks:
        return {}
    of_weeks = (
        and_(Letter.person_id == person_id, Letter.due_at > begin, Letter.due_at <= end)
        for person_id, begin, end in weeks
    )
    rows = db.scalars(
        select(Letter)
        .where(
            Letter.state == "lapsed", Letter.reason == IN_DIGEST, Letter.kind != but, or_(*of_weeks)
        )
        .order_by(Letter.due_at, Letter.id)
    )
    found: dict[UUID, list[Letter]] = {}
    for letter in rows:
        found.setdefault(letter.person_id, []).append(letter)
    return found
