"""Reads of outputs, their builds and editions, for the people of the cohort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.cohorts.rules import JOINED, PARTICIPANT
from app.kit.paging import PAGE_SIZE, Page
from app.outputs.models import Output, OutputBuild, OutputEdition, Selection
from app.outputs.rules.consent import NO, WAITING, YES
from app.outputs.rules.stages import DONE, DRAFT, EDITION, LIVE
from app.people.models import Person


@dataclass(frozen=True)
class Desk:
    """An output as the people of its cohort come to it."""

    seat: Seat
    output: Output


@dataclass(frozen=True)
class Listed:
    """An output in the list of a cohort, with its newest edition that anyone may read."""

    output: Output
    newest: int | None


@dataclass(frozen=True)
class Standing:
    """How far an output is."""

    builds: Mapping[str, OutputBuild]
    answers: Mapping[str, int]
    editions: Sequence[OutputEdition]

    @property
    def live(self) -> OutputBuild | None:
        """The build that waits for a worker or is in its hands."""
        return next((build for build in self.builds.values() if build.state in LIVE), None)

    @property
    def draft(self) -> OutputBuild | None:
        """The newest draft."""
        return self.builds.get(DRAFT)

    @property
    def has_draft(self) -> bool:
        """Whether there is a draft to look at."""
        draft = self.draft
        return draft is not None and draft.state == DONE and draft.document is not None

    def is_old(self, output: Output) -> bool:
        """Whether something was changed after the newest draft was written."""
        draft = self.draft
        if draft is None or not self.has_draft:
            return False
        return bool(draft.work.get("arrangement", 0) != output.arrangement)

    @property
    def failed(self) -> Sequence[OutputBuild]:
        """The newest builds that were given up."""
        return [build for build in self.builds.values() if build.state == "failed"]

    @property
    def ready(self) -> OutputEdition | None:
        """The edition that waits to be published, once all of it is made."""
        newest = self.builds.get(EDITION)
        half_made = newest.id if newest is not None and newest.state != DONE else None
        waiting = (edition for edition in self.editions if edition.published_at is None)
        made = (edition for edition in waiting if edition.build_id != half_made)
        # What was frozen before there were manifests is made again before it is published.
        return next((edition for edition in made if edition.manifest is not None), None)

    @property
    def published(self) -> Sequence[OutputEdition]:
        """The editions that were published, newest first."""
        return [edition for edition in self.editions if edition.published_at is not None]


def readable(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """The condition that anyone may read an edition now."""
    return and_(
        OutputEdition.published_at.is_not(None),
        OutputEdition.withdrawn_at.is_(None),
        or_(OutputEdition.shown_until.is_(None), OutputEdition.shown_until > now),
    )


def authors_were_asked() -> ColumnElement[bool]:
    """The condition that a facilitator has asked the authors of an output about their words."""
    return Output.asked_authors_at.is_not(None)


def desk_by_id(db: Session, actor: Person, *, slug: str, output_id: UUID) -> Desk | None:
    """The output of this address and the actor's place in its cohort. One statement."""
    row = db.execute(
        select(Output, Cohort, Enrolment)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .outerjoin(
            Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)
        )
        .where(Output.id == output_id, Cohort.slug == slug)
    ).one_or_none()
    return Desk(Seat(row[1], row[2]), row[0]) if row else None


def outputs_of(db: Session, cohort_id: UUID, *, now: datetime, page: int) -> Page[Listed]:
    """The outputs of a cohort, newest first. Two statements."""
    of_cohort = Output.cohort_id == cohort_id
    total = db.scalar(select(func.count()).select_from(Output).where(of_cohort)) or 0
    newest = (
        select(func.max(OutputEdition.number))
        .where(OutputEdition.output_id == Output.id, readable(now))
        .scalar_subquery()
    )
    rows = db.execute(
        select(Output, newest)
        .where(of_cohort)
        .order_by(Output.created_at.desc(), Output.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return Page([Listed(*row) for row in rows], page, total)


def standing_of(db: Session, output_id: UUID) -> Standing:
    """How far an output is: its newest builds, its authors' answers, its editions.

    Three statements.
    """
    newest = db.scalars(
        select(OutputBuild)
        .where(OutputBuild.output_id == output_id)
        .ext(distinct_on(OutputBuild.purpose))
        .order_by(OutputBuild.purpose, OutputBuild.created_at.desc(), OutputBuild.id.desc())
    )
    builds = {build.purpose: build for build in newest}
    counted = db.execute(
        select(Selection.answer, func.count().label("number"))
        .where(Selection.output_id == output_id)
        .group_by(Selection.answer)
    )
    answers = {WAITING: 0, YES: 0, NO: 0} | {row.answer: row.number for row in counted}
    editions = db.scalars(
        select(OutputEdition)
        .where(OutputEdition.output_id == output_id)
        .order_by(OutputEdition.number.desc())
    ).all()
    return Standing(builds, answers, editions)


def waiting_edition(db: Session, output_id: UUID, edition_id: UUID) -> OutputEdition | None:
    """An edition of an output that is not published yet. One statement."""
    return db.scalar(
        select(OutputEdition).where(
            OutputEdition.id == edition_id,
            OutputEdition.output_id == output_id,
            OutputEdition.published_at.is_(None),
        )
    )


def newest_build(db: Session, output_id: UUID) -> OutputBuild | None:
    """The newest build of an output, whatever its state. One statement."""
    return db.scalar(
        select(OutputBuild)
        .where(OutputBuild.output_id == output_id)
        .order_by(OutputBuild.created_at.desc(), OutputBuild.id.desc())
        .limit(1)
    )


def counts_told(db: Session, cohort_id: UUID, *, but: UUID) -> Sequence[Mapping[str, Any]]:
    """The exact numbers behind all that was made of a cohort but one build, the newest last.

    Drafts and what was taken down since are among them: somebody may have kept the file.
    One statement.
    """
    return db.scalars(
        select(OutputBuild.work["counted"])
        .join(Output, Output.id == OutputBuild.output_id)
        .where(
            Output.cohort_id == cohort_id,
            OutputBuild.id != but,
            OutputBuild.work.has_key("counted"),
        )
        .order_by(OutputBuild.created_at, OutputBuild.id)
    ).all()


def participants_in(db: Session, cohort_id: UUID) -> int:
    """How many people take part in a cohort, facilitators and those who left aside; exact.

    One statement.
    """
    joined = select(func.count()).where(
        Enrolment.cohort_id == cohort_id,
        Enrolment.state == JOINED,
        Enrolment.role == PARTICIPANT,
    )
    return db.scalar(joined) or 0
