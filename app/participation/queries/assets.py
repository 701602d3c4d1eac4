"""What there is in the place of a cohort: the list, one of it, and what was said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.participation.models import Asset, AssetChange, AssetSuggestion
from app.participation.rules.assets import FREE, OLD_AFTER
from app.people.models import Person

MOST_SHOWN = 50
"""Rows of what happened to one asset that its page shows, newest first."""
MOST_PRINTED = 1000


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; empty looks for all that is there."""

    words: str = ""
    kind: str = ""
    is_free: bool = False
    is_step_free: bool = False
    is_gone: bool = False


@dataclass(frozen=True)
class AssetSeat:
    """An asset, the actor's seat in its cohort, and the name of who added it."""

    asset: Asset
    seat: Seat
    added_by: str | None


@dataclass(frozen=True)
class Happened:
    """One thing that happened to an asset, by whom, and who had told them."""

    change: AssetChange
    by: str | None
    told_by: str | None


@dataclass(frozen=True)
class SuggestionLine:
    """What somebody would change, and who answered."""

    suggestion: AssetSuggestion
    by: str | None
    answered_by: str | None


@dataclass(frozen=True)
class SuggestionSeat:
    """A suggestion, and the asset that it is about."""

    suggestion: AssetSuggestion
    of: AssetSeat


def assets_page(
    db: Session, cohort_id: UUID, wanted: Wanted, number: int, now: datetime
) -> Page[Asset]:
    """What was looked for, by name, fifty at a time; old news stands last. Two statements."""
    where = _where(cohort_id, wanted)
    total = db.scalar(select(func.count()).where(*where)) or 0
    number = nearest_page(number, total)
    rows = db.scalars(
        select(Asset)
        .where(*where)
        .order_by(*_order(now))
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page(rows.all(), number, total)


def all_assets(db: Session, cohort_id: UUID, wanted: Wanted, now: datetime) -> Sequence[Asset]:
    """The same for a sheet or a file, at most a thousand. One statement."""
    where = _where(cohort_id, wanted)
    return db.scalars(select(Asset).where(*where).order_by(*_order(now)).limit(MOST_PRINTED)).all()


def asset_seat(db: Session, actor: Person, *, asset_id: UUID) -> AssetSeat | None:
    """The asset of this address; policy decides. One statement."""
    row = db.execute(
        select(Asset, Cohort, Enrolment, Person.name)
        .join(Cohort, Cohort.id == Asset.cohort_id)
        .outerjoin(Enrolment, _own(actor))
        .outerjoin(Person, Person.id == Asset.added_by_id)
        .where(Asset.id == asset_id)
    ).one_or_none()
    return AssetSeat(row[0], Seat(row[1], row[2]), row[3]) if row else None


def suggestion_seat(db: Session, actor: Person, *, suggested_id: UUID) -> SuggestionSeat | None:
    """The suggestion of this address, and its asset; policy decides. One statement."""
    row = db.execute(
        select(AssetSuggestion, Asset, Cohort, Enrolment)
        .join(Asset, Asset.id == AssetSuggestion.asset_id)
        .join(Cohort, Cohort.id == Asset.cohort_id)
        .outerjoin(Enrolment, _own(actor))
        .where(AssetSuggestion.id == suggested_id)
    ).one_or_none()
    return SuggestionSeat(row[0], AssetSeat(row[1], Seat(row[2], row[3]), None)) if row else None


def happenings(db: Session, asset_id: UUID) -> Sequence[Happened]:
    """What happened to an asset, newest first; fifty at most. One statement."""
    by, told_by = aliased(Person), aliased(Person)
    rows = db.execute(
        select(AssetChange, by.name, told_by.name)
        .outerjoin(by, by.id == AssetChange.by_id)
        .outerjoin(told_by, told_by.id == AssetChange.told_by_id)
        .where(AssetChange.asset_id == asset_id)
        .order_by(AssetChange.at.desc(), AssetChange.id.desc())
        .limit(MOST_SHOWN)
    )
    return [Happened(*row) for row in rows]


def suggestions_for(db: Session, asset_id: UUID) -> Sequence[SuggestionLine]:
    """What people would change about an asset, newest first; fifty at most. One statement."""
    by, answered_by = aliased(Person), aliased(Person)
    rows = db.execute(
        select(AssetSuggestion, by.name, answered_by.name)
        .outerjoin(by, by.id == AssetSuggestion.made_by_id)
        .outerjoin(answered_by, answered_by.id == AssetSuggestion.answered_by_id)
        .where(AssetSuggestion.asset_id == asset_id)
        .order_by(AssetSuggestion.made_at.desc(), AssetSuggestion.id.desc())
        .limit(MOST_SHOWN)
    )
    return [SuggestionLine(*row) for row in rows]


def _own(actor: Person) -> ColumnElement[bool]:
    return and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)


def _where(cohort_id: UUID, wanted: Wanted) -> list[ColumnElement[bool]]:
    gone = Asset.gone_at.is_not(None) if wanted.is_gone else Asset.gone_at.is_(None)
    where = [Asset.cohort_id == cohort_id, gone]
    for word in wanted.words.split():
        columns = (Asset.name, Asset.about, Asset.offers, Asset.for_whom, Asset.area)
        more = (Asset.languages, Asset.access)
        where.append(or_(*(one.icontains(word, autoescape=True) for one in (*columns, *more))))
    if wanted.kind:
        where.append(Asset.kind == wanted.kind)
    if wanted.is_free:
        where.append(Asset.cost == FREE)
    if wanted.is_step_free:
        where.append(Asset.step_free == "yes")
    return where


def _order(now: datetime) -> tuple[ColumnElement[object], ...]:
    return Asset.confirmed_at <= now - OLD_AFTER, func.lower(Asset.name), Asset.id  # type: ignore[return-value]
