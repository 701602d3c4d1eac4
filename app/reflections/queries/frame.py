"""What the pages of a log stand in: zone, key, months with entries, and names of features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, literal_column, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import INVITED, JOINED
from app.kit.sealing import DataKey
from app.people.models import Person
from app.reflections.models import Reflection
from app.reflections.queries.zone import NEWEST_ZONE
from app.reflections.rules import HOME_ZONE, LOG_PAGE
from app.reflections.rules.months import Month, read_month
from app.syllabus.models import FrameworkEdition, FrameworkItem
from app.vault.models import VaultKey
from app.vault.queries import opened


@dataclass(frozen=True)
class MonthLine:
    """A month with entries, and the page of the log on which it begins."""

    month: Month
    page: int


@dataclass(frozen=True)
class Feature:
    """A feature of health creation; `is_offered` when the person's own framework has it."""

    key: str
    label: str
    is_offered: bool


@dataclass(frozen=True)
class Frame:
    """What the pages of one person's log need beside the entries."""

    zone: str
    key: DataKey | None
    total: int
    months: list[MonthLine]
    features: list[Feature]


# Statements are built once: putting them together takes longer than running them.
OWN = and_(Reflection.person_id == bindparam("person"), Reflection.deleted_at.is_(None))
_here = select(func.coalesce(NEWEST_ZONE.scalar_subquery(), HOME_ZONE).label("zone")).cte("here")
_month = func.date_trunc(
    literal_column("'month'"), func.timezone(_here.c.zone, Reflection.created_at)
)
_by_month = (
    select(_month.label("month"), func.count().label("entries"))
    .select_from(Reflection)
    .join(_here, true())
    .where(OWN)
    .group_by(_month)
    .subquery()
)
_MONTHS = select(
    func.json_agg(
        aggregate_order_by(
            func.json_build_array(func.to_char(_by_month.c.month, "YYYY-MM"), _by_month.c.entries),
            _by_month.c.month.desc(),
        )
    )
).scalar_subquery()
_framework = func.coalesce(
    select(Cohort.framework_id)
    .join(Enrolment, Enrolment.cohort_id == Cohort.id)
    .where(Enrolment.person_id == bindparam("person"), Enrolment.state.in_([INVITED, JOINED]))
    .order_by(Cohort.starts_on.desc(), Cohort.id)
    .limit(1)
    .scalar_subquery(),
    select(FrameworkEdition.id)
    .order_by(FrameworkEdition.position.desc())
    .limit(1)
    .scalar_subquery(),
)
_is_own = FrameworkItem.framework_id == _framework
_each = (
    select(FrameworkItem.key, FrameworkItem.label, FrameworkItem.position, _is_own.label("own"))
    .join(FrameworkEdition, FrameworkEdition.id == FrameworkItem.framework_id)
    .where(FrameworkItem.part == "features")
    .ext(distinct_on(FrameworkItem.key))
    .order_by(FrameworkItem.key, _is_own.desc(), FrameworkEdition.position.desc())
    .subquery()
)
FEATURES = select(
    func.json_agg(
        aggregate_order_by(
            func.json_build_array(_each.c.key, _each.c.label, _each.c.own), _each.c.position
        )
    )
).scalar_subquery()
_KEY = select(VaultKey.locked).where(VaultKey.owner_id == bindparam("person")).scalar_subquery()
_FRAME = select(select(_here.c.zone).scalar_subquery(), _KEY, _MONTHS, FEATURES)


def frame_of(db: Session, actor: Person) -> Frame:
    """The frame of the actor's own log. One statement.

    Raises: CannotOpen.
    """
    found = db.connection().execute(_FRAME, {"person": actor.id})
    zone, locked, months, features = found.one()
    lines, before = list[MonthLine](), 0
    for text, entries in months or ():
        month = read_month(text)
        if month:
            lines.append(MonthLine(month, before // LOG_PAGE + 1))
        before += entries
    key = opened(db, locked, actor.id) if locked else None
    return Frame(zone, key, before, lines, features_from(features))


def features_from(rows: Any) -> list[Feature]:
    """The features as the statement gives them, in the order of the framework."""
    return [Feature(key, label, is_offered=own) for key, label, own in rows or ()]
