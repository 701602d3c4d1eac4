"""What letters that ask whether something is still so need to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.participation.models import Asset, OfferedSkill
from app.participation.rules.assets import ASKED_AFTER
from app.people.models import Person


@dataclass(frozen=True)
class Checked:
    """What somebody is asked about: names of what they added, and how much they offer."""

    person: str
    cohort: Cohort
    names: Sequence[str]
    offers: int


def checked_by(
    db: Session, enrolment_ids: Sequence[UUID], *, now: datetime
) -> Mapping[UUID, Checked]:
    """By places in cohorts, of those who are in them. Three statements."""
    since = now - ASKED_AFTER
    names: dict[UUID, list[str]] = {}
    due = (
        select(Enrolment.id, Asset.name)
        .join(
            Asset,
            and_(Asset.cohort_id == Enrolment.cohort_id, Asset.added_by_id == Enrolment.person_id),
        )
        .where(
            Enrolment.id.in_(enrolment_ids), Asset.gone_at.is_(None), Asset.confirmed_at <= since
        )
        .order_by(func.lower(Asset.name), Asset.id)
    )
    for enrolment_id, name in db.execute(due):
        names.setdefault(enrolment_id, []).append(name)
    offered = (
        select(OfferedSkill.enrolment_id, func.count())
        .where(OfferedSkill.enrolment_id.in_(enrolment_ids), OfferedSkill.confirmed_at <= since)
        .group_by(OfferedSkill.enrolment_id)
    )
    offers: dict[UUID, int] = {row[0]: row[1] for row in db.execute(offered)}
    people = db.execute(
        select(Enrolment.id, Person.name, Cohort)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(Enrolment.id.in_(enrolment_ids), Enrolment.state == JOINED)
    )
    return {
        enrolment_id: Checked(
            name, cohort, names.get(enrolment_id, []), offers.get(enrolment_id, 0)
        )
        for enrolment_id, name, cohort in people
    }
