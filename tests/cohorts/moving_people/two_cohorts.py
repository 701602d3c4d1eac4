"""Two cohorts on two editions, and somebody who moves from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.people.models import Person
from app.progress.actions.move_person import move_person
from app.progress.models import StepProgress
from app.syllabus.models import Step
from tests.clock import NOON
from tests.make.progress import Way

LATER = NOON + timedelta(hours=1)


@dataclass(frozen=True)
class TwoCohorts:
    """Somebody in one cohort with much done, and another cohort on another edition."""

    way: Way
    other: Way
    facilitator: Person

    def move(self, db: Session, *, back: bool = False, actor: Person | None = None) -> bool:
        """Move the person there, or back; returns whether this press did it."""
        start, end = (self.other, self.way) if back else (self.way, self.other)
        moved = move_person(
            db,
            actor or self.facilitator,
            cohort_id=start.cohort.id,
            person_id=self.way.person.id,
            to=end.cohort.slug,
            now=LATER,
        )
        db.commit()
        return moved.is_new

    def place(self, db: Session, cohort: Cohort) -> Enrolment:
        """The person's enrolment in a cohort as it stands now."""
        found = select(Enrolment).where(
            Enrolment.cohort_id == cohort.id, Enrolment.person_id == self.way.person.id
        )
        return db.scalars(found, execution_options={"populate_existing": True}).one()

    def done(self, db: Session, cohort: Cohort) -> dict[str, str | None]:
        """The steps the person has done in a cohort, each with its rule."""
        rows = db.execute(
            select(Step.key, StepProgress.done_by_rule)
            .join(Step, Step.id == StepProgress.step_id)
            .where(
                StepProgress.enrolment_id == self.place(db, cohort).id,
                StepProgress.done_at.is_not(None),
            )
        )
        return {row.key: row.done_by_rule for row in rows}
