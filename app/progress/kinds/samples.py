"""What the letter that a module is open says to a made-up person."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.letters import contacts_of
from app.cohorts.models import Cohort
from app.cohorts.queries.people import facilitators_of
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Sampler
from app.post.rules import BY_HAND
from app.post.rules.topics import RELEASE
from app.progress.letters import OpenFacts, open_text
from app.syllabus.models import CourseModule


def sample_release(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The letter about a module of the cohort's course; three statements."""
    by_hand = channel in BY_HAND
    cohort = db.scalars(select(Cohort).where(Cohort.id == cohort_id)).one()
    module = db.scalar(
        select(CourseModule)
        .where(CourseModule.edition_id == cohort.edition_id)
        .order_by(CourseModule.number.desc())
        .limit(1)
    )
    people = facilitators_of(db, cohort_id)
    facts = OpenFacts(
        cohort=cohort.name,
        module=(module.number, module.title) if module else None,
        address=f"{desk.site}/modules/{cohort.slug}/" + (f"{module.key}/" if module else ""),
        contacts=contacts_of(people, by_hand=by_hand),
        cohort_phone=cohort.phone,
        tongue=desk.tongue,
        by_hand=by_hand,
    )
    return open_text(facts).to(SAMPLE_NAME)


SAMPLERS: Mapping[str, Sampler] = {RELEASE: sample_release}
