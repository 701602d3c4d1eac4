"""What the entries of a file began from, as far as that is the person's here too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Gathering
from app.people.models import Person
from app.progress.models import StepProgress
from app.reflections.queries.export.read_entries import ReadEntry
from app.syllabus.models import CourseModule, FrameworkItem, Step


@dataclass(frozen=True)
class Place:
    """Columns of an entry that say where it began."""

    enrolment_id: UUID | None = None
    step_id: UUID | None = None
    gathering_id: UUID | None = None


NOWHERE = Place()


@dataclass(frozen=True)
class Places:
    """Steps that the person has seen, by keys; sessions of theirs; and features there are."""

    steps: Mapping[tuple[str, str], Place]
    sessions: Mapping[UUID, Place]
    features: frozenset[str]

    def of(self, entry: ReadEntry) -> Place:
        """Where an entry began; nowhere when that is not known here."""
        origin = entry.origin
        if origin is None:
            return NOWHERE
        if origin.session:
            return self.sessions.get(origin.session, NOWHERE)
        return self.steps.get((origin.module or "", origin.step or ""), NOWHERE)

    def about(self, entry: ReadEntry) -> frozenset[str]:
        """The features that an entry is about; one that is none here is left out."""
        return self.features & {one.key for one in entry.features}


def places_here(db: Session, actor: Person, entries: Sequence[ReadEntry]) -> Places:
    """All that these entries may have begun from or be about. Three statements.

    A step counts once the person has seen it, so that a file gives away nothing that is locked.
    """
    steps = db.execute(
        select(CourseModule.key, Step.key, StepProgress.enrolment_id, Step.id)
        .select_from(StepProgress)
        .join(Enrolment, Enrolment.id == StepProgress.enrolment_id)
        .join(Step, Step.id == StepProgress.step_id)
        .join(CourseModule, CourseModule.id == Step.module_id)
        .where(Enrolment.person_id == actor.id)
        .order_by(StepProgress.seen_at, StepProgress.id)
    )
    wanted = {one.origin.session for one in entries if one.origin and one.origin.session}
    sessions = db.execute(
        select(Gathering.id, Enrolment.id)
        .join(Enrolment, Enrolment.cohort_id == Gathering.cohort_id)
        .where(Gathering.id.in_(wanted), Enrolment.person_id == actor.id, Enrolment.state == JOINED)
    )
    features = db.scalars(select(FrameworkItem.key).where(FrameworkItem.part == "features"))
    return Places(
        {(module, key): Place(seat, step) for module, key, seat, step in steps},
        {id_: Place(seat, gathering_id=id_) for id_, seat in sessions},
        frozenset(features),
    )
