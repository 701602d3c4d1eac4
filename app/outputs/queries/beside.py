"""What stands beside somebody's words on a published page, for those who may know more of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.kit.paging import PAGE_SIZE, Page
from app.outputs.models import Contribution, EditionQuote, Output, OutputBuild, OutputEdition
from app.outputs.queries.outputs import readable
from app.outputs.queries.public import places_in_work
from app.outputs.queries.voices import Voice, voices_by_id
from app.people.models import Person


@dataclass(frozen=True)
class Margin:
    """An actor's place in the cohort of an edition, whose words are where, and which are theirs."""

    seat: Seat
    output_id: UUID
    places: dict[int, UUID]
    own: frozenset[UUID]
    # Other blocks with what they stand on: notes, a message, a vote or an indicator, and its key.
    marks: list[tuple[int, str, str]]


@dataclass(frozen=True)
class Sourced:
    """Words that stand in an edition: in which block, and what is known of them."""

    block: int
    voice: Voice


def margin_of(db: Session, actor: Person, edition: OutputEdition) -> Margin:
    """What this person may be shown beside the words of an edition. One statement."""
    own = (
        select(func.array_agg(EditionQuote.contribution_id))
        .join(Contribution, Contribution.id == EditionQuote.contribution_id)
        .where(EditionQuote.edition_id == edition.id, Contribution.author_id == actor.id)
        .scalar_subquery()
    )
    build, output, cohort, enrolment, mine = db.execute(
        select(OutputBuild, Output, Cohort, Enrolment, own)
        .join(Output, Output.id == OutputBuild.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .outerjoin(
            Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)
        )
        .where(OutputBuild.id == edition.build_id)
    ).one()
    places = places_in_work(build.work)
    marks = [
        (mark["block"], kind, key)
        for mark in build.work.get("marks", [])
        for kind, key in mark.items()
        if kind != "block"
    ]
    return Margin(Seat(cohort, enrolment), output.id, places, frozenset(mine or ()), marks)


def sources_of(db: Session, edition: OutputEdition, *, page: int) -> Page[Sourced]:
    """Where the words of an edition come from, in the order of its page. Two statements."""
    build = db.get_one(OutputBuild, edition.build_id)
    everywhere = sorted(places_in_work(build.work).items())
    first = (page - 1) * PAGE_SIZE
    here = everywhere[first : first + PAGE_SIZE]
    voices = {voice.contribution.id: voice for voice in voices_by_id(db, [own for _, own in here])}
    rows: Sequence[Sourced] = [Sourced(block, voices[own]) for block, own in here if own in voices]
    return Page(rows, page, len(everywhere))


def readable_edition(
    db: Session, output_id: UUID, edition_id: UUID, *, now: datetime
) -> OutputEdition | None:
    """An edition of an output, if anyone may read it now. One statement."""
    return db.scalar(
        select(OutputEdition).where(
            OutputEdition.id == edition_id, OutputEdition.output_id == output_id, readable(now)
        )
    )
