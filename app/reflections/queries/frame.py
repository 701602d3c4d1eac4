"""What the pages of a log stand in: zone, key, months with entries, and names of features.

One statement asks for all of it, and for whether there is more to ask about at all: most people
have no draft at the moment and have shared nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    and_,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import INVITED, JOINED
from app.kit.sealing import DataKey
from app.people.models import Person
from app.reflections.models import LogOpening, Reflection, ReflectionDraft, Share
from app.reflections.queries.zone import NEWEST_ZONE
from app.reflections.rules import HOME_ZONE, LOG_PAGE
from app.reflections.rules.log_openings import APPROVED
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
    # Whether two people have opened the log, something may be shared, and something is begun.
    is_opened: bool
    has_shares: bool
    has_drafts: bool


# Statements are built once: putting them together takes longer than running them.
OWN = and_(Reflection.person_id == bindparam("person"), Reflection.deleted_at.is_(None))
_here = select(func.coalesce(NEWEST_ZONE.scalar_subquery(), HOME_ZONE).label("zone")).cte("here")
_MONTH: ColumnElement[str] = literal_column("'month'")
_A_MONTH: ColumnElement[timedelta] = literal_column("interval '1 month'")
# Each month is counted on the index: telling of each entry in which month it was takes longer.
_ends = (
    select(
        func.min(Reflection.created_at).label("first"),
        func.max(Reflection.created_at).label("last"),
        func.min(_here.c.zone).label("zone"),
    )
    .select_from(Reflection)
    .join(_here, true())
    .where(OWN)
    .cte("ends")
)
_months = (
    func.generate_series(
        func.date_trunc(_MONTH, func.timezone(_ends.c.zone, _ends.c.first)),
        func.date_trunc(_MONTH, func.timezone(_ends.c.zone, _ends.c.last)),
        _A_MONTH,
    )
    .table_valued(column("begins", DateTime()))
    .render_derived("months")
)
_counted = (
    select(func.count().label("entries"))
    .where(
        OWN,
        Reflection.created_at >= func.timezone(_ends.c.zone, _months.c.begins),
        Reflection.created_at < func.timezone(_ends.c.zone, _months.c.begins + _A_MONTH),
    )
    .lateral("counted")
)
_MONTHS = (
    select(
        func.json_agg(
            aggregate_order_by(
                func.json_build_array(
                    func.to_char(_months.c.begins, "YYYY-MM"), _counted.c.entries
                ),
                _months.c.begins.desc(),
            )
        )
    )
    .select_from(_ends)
    .join(_months, true())
    .join(_counted, _counted.c.entries > 0)
    .scalar_subquery()
)
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
IS_OPENED = exists().where(
    LogOpening.person_id == bindparam("person"),
    LogOpening.state == APPROVED,
    LogOpening.ends_at > bindparam("now"),
    LogOpening.closed_at.is_(None),
)
_HAS_SHARES = exists().where(
    Share.author_id == bindparam("person"),
    Share.revoked_at.is_(None),
    Share.ends_at > bindparam("now"),
)
_HAS_DRAFTS = exists().where(ReflectionDraft.person_id == bindparam("person"))
_FRAME = select(
    *(select(_here.c.zone).scalar_subquery(), _KEY, _MONTHS, FEATURES),
    *(IS_OPENED, _HAS_SHARES, _HAS_DRAFTS),
)


def frame_of(db: Session, actor: Person, *, now: datetime) -> Frame:
    """The frame of the actor's own log. One statement.

    Raises: CannotOpen.
    """
    found = db.connection().execute(_FRAME, {"person": actor.id, "now": now})
    zone, locked, months, features, *more = found.one()
    lines, before = list[MonthLine](), 0
    for text, entries in months or ():
        month = read_month(text)
        if month:
            lines.append(MonthLine(month, before // LOG_PAGE + 1))
        before += entries
    key = opened(db, locked, actor.id) if locked else None
    return Frame(zone, key, before, lines, features_from(features), *more)


def features_from(rows: Any) -> list[Feature]:
    """The features as the statement gives them, in the order of the framework."""
    return [Feature(key, label, is_offered=own) for key, label, own in rows or ()]
