"""With whom somebody can share: whoever has a place beside theirs, and whoever walks with them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR as RUNS_IT
from app.cohorts.rules import JOINED
from app.mentoring.errors.sharing import AudienceNeeded
from app.mentoring.queries.belonging import belonging
from app.mentoring.queries.partners import are_partners_held
from app.mentoring.rules.sharing import (
    AUDIENCES,
    COHORT,
    FACILITATOR,
    MENTOR,
    Belonging,
)
from app.people.models import Person


@dataclass(frozen=True)
class Audience:
    """Whom to share with; `person_id` is None for the whole cohort."""

    kind: str
    cohort_id: UUID
    person_id: UUID | None = None


def places_held(
    db: Session, actor: Person, audience: Audience
) -> tuple[Cohort, Belonging, Belonging]:
    """The cohort, and the places of both in it; held, so that nobody leaves in between."""
    is_for_all = audience.kind == COHORT
    if audience.kind not in AUDIENCES or is_for_all != (audience.person_id is None):
        raise AudienceNeeded
    whom = [actor.id, audience.person_id or actor.id]
    rows = db.execute(
        select(Cohort, Enrolment)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(
            Cohort.id == audience.cohort_id,
            Enrolment.person_id.in_(whom),
            Enrolment.state == JOINED,
        )
        .order_by(Enrolment.id)
        .with_for_update(read=True, of=Enrolment)
        .execution_options(populate_existing=True)
    ).all()
    seats = {seat.person_id: seat for _, seat in rows}
    if audience.person_id == actor.id or not seats.keys() >= set(whom):
        raise AudienceNeeded
    reader = seats.get(audience.person_id) if audience.person_id else None
    if audience.kind == FACILITATOR and (reader is None or reader.role != RUNS_IT):
        raise AudienceNeeded
    if audience.kind == MENTOR:
        _check_mentor(db, actor, audience)
    return rows[0][0], belonging(seats[actor.id]), belonging(reader)


def _check_mentor(db: Session, actor: Person, audience: Audience) -> None:
    """Only whoever walks with the author; held, so that it does not end in between."""
    if audience.person_id is None or not are_partners_held(db, actor.id, audience.person_id):
        raise AudienceNeeded
