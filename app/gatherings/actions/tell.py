"""Keeping what sessions were before a change, and planning the letters that tell of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.cohorts.queries.people import people_in
from app.gatherings.models import Gathering, GatheringChange
from app.gatherings.rules.changes import NEWER, Stand, stand_of
from app.kit.db import new_id
from app.people.models import Person
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters


def lock_session(db: Session, gathering_id: UUID) -> Gathering | None:
    """The session as it is now, held until the end of this transaction; one statement.

    Whoever changes a session, or gives or takes a seat at it, holds it first.
    """
    return db.scalar(
        select(Gathering).where(Gathering.id == gathering_id).with_for_update(),
        execution_options={"populate_existing": True},
    )


def keep_changes(
    db: Session,
    actor: Person,
    before: Sequence[tuple[Gathering, Stand]],
    *,
    told: bool,
    now: datetime,
    batch_id: UUID | None = None,
) -> None:
    """Keep how sessions stood until now; their `sequence` has risen already. One statement."""
    rows = [
        {
            "id": new_id(),
            "gathering_id": gathering.id,
            "sequence": gathering.sequence,
            "told": told,
            "batch_id": batch_id,
            "changed_at": now,
            "changed_by_id": actor.id,
            **vars(stand),
        }
        for gathering, stand in before
    ]
    db.execute(insert(GatheringChange).values(rows))


def stands_of(gatherings: Sequence[Gathering]) -> list[tuple[Gathering, Stand]]:
    """Sessions and how they stand, to keep before they are changed."""
    return [(gathering, stand_of(gathering)) for gathering in gatherings]


def tell_one(db: Session, gathering: Gathering, now: datetime) -> None:
    """Tell everybody who joined of the newest change of one session; three statements.

    Letters of an older change that have not left give way to this one.
    """
    lapse_letters(db, gathering.id, ["moved"], NEWER)
    _tell(db, gathering.cohort_id, "moved", gathering.id, str(gathering.sequence), now)


def tell_series(
    db: Session,
    *,
    kind: str,
    cohort_id: UUID,
    series_id: UUID,
    batch_id: UUID,
    now: datetime,
) -> None:
    """Tell everybody who joined of what was changed in a series, in one letter; two statements."""
    _tell(db, cohort_id, kind, series_id, batch_id.hex, now)


def _tell(
    db: Session, cohort_id: UUID, kind: str, about_id: UUID, occurrence: str, now: datetime
) -> None:
    people: Collection[UUID] = people_in(db, cohort_id)
    letters = [
        NewLetter(person_id, kind, about_id, now, occurrence=occurrence, cohort_id=cohort_id)
        for person_id in people
    ]
    plan_letters(db, letters, now=now)
