"""Moving a cohort to another edition of the programme or of the framework."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from app.progress.actions.carry import carry_cohort
from app.progress.errors import EditionUnknown
from app.progress.models import CohortMove
from app.syllabus.models import Edition, FrameworkEdition


@dataclass(frozen=True)
class Moved:
    """Where a cohort is now; `is_new` tells whether this click moved it."""

    edition: Edition
    framework: FrameworkEdition | None
    is_new: bool


def move_cohort(
    db: Session,
    actor: Person,
    *,
    cohort: Cohort,
    edition_key: str,
    framework_key: str | None,
    now: datetime,
) -> Moved:
    """Put a cohort on another edition, which is closed to changes from now on.

    What its people did is carried to the step with the same keys; what has no such step stays
    stored. Nothing shrinks, also on the way back. A second click changes nothing. Without a
    framework's key the cohort takes the one that the edition was written for. At most nine
    statements, however many people there are.
    Raises: EditionUnknown.
    """
    edition = db.scalar(select(Edition).where(Edition.key == edition_key))
    if edition is None or not (edition.is_published or edition.id == cohort.edition_id):
        raise EditionUnknown
    framework = _framework(db, edition, framework_key)
    # Whoever writes holds the cohort too, so that nothing is written behind the move's back.
    here = db.scalars(
        select(Cohort)
        .where(Cohort.id == cohort.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    before = (here.edition_id, here.framework_id)
    after = (edition.id, framework.id if framework else None)
    if before == after:
        return Moved(edition, framework, is_new=False)
    edition.freeze(now)
    if here.edition_id != edition.id:
        carry_cohort(db, here.id, edition.id)
    here.edition_id, here.framework_id = after
    db.add(
        CohortMove(
            cohort_id=here.id,
            from_edition_id=before[0],
            to_edition_id=after[0],
            from_framework_id=before[1],
            to_framework_id=after[1],
            moved_at=now,
            moved_by_id=actor.id,
        )
    )
    db.flush()
    return Moved(edition, framework, is_new=True)


def _framework(db: Session, edition: Edition, key: str | None) -> FrameworkEdition | None:
    """The framework that was chosen, else the edition's own.

    Raises: EditionUnknown.
    """
    if not key:
        return db.get(FrameworkEdition, edition.framework_id) if edition.framework_id else None
    found = db.scalar(select(FrameworkEdition).where(FrameworkEdition.key == key))
    if found is None:
        raise EditionUnknown
    return found
