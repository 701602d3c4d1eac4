"""Reads of contributions together with the consent that counts now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.kit.paging import PAGE_SIZE, Page
from app.outputs.models import Consent, Contribution, ContributionPicture
from app.outputs.queries.alike import PEOPLE_ALIKE, PLACE_NAME
from app.outputs.queries.cuts import AGREED_CUTS
from app.outputs.queries.voice import Picture, Voice
from app.outputs.rules import consent as rules
from app.people.models import Person
from app.reflections.models import ReflectionVersion

__all__ = [
    "COLUMNS",
    "PLAIN",
    "LastConsent",
    "Picture",
    "Voice",
    "in_force",
    "is_for",
    "offered_voices",
    "own_voices",
    "public_voices",
    "read_voices",
    "select_voices",
    "voice_by_id",
    "voice_from",
    "voices_by_id",
]

_last = (
    select(Consent)
    .where(Consent.contribution_id == Contribution.id)
    .order_by(Consent.given_at.desc(), Consent.id.desc())
    .limit(1)
    .lateral()
)
LastConsent = aliased(Consent, _last)
"""The consent of a contribution that counts: the newest one."""

_PICTURE = (
    ContributionPicture.media_type,
    ContributionPicture.width,
    ContributionPicture.height,
    ContributionPicture.alternative,
    ContributionPicture.sha256,
    ContributionPicture.has_people,
)
PLAIN = 9
"""The columns of `select_voices` before those of the picture."""
COLUMNS = PLAIN + len(_PICTURE)


def select_voices() -> Select[*tuple[Any, ...]]:
    """Contributions with all that a decision about them needs, oldest first."""
    return (
        select(
            Contribution,
            LastConsent,
            Cohort,
            Person.name,
            Enrolment.standing,
            PLACE_NAME,
            case((LastConsent.named_as.in_(rules.BY_DESCRIPTION), PEOPLE_ALIKE)),
            ReflectionVersion.reflection_id,
            AGREED_CUTS,
            *_PICTURE,
        )
        .join(Cohort, Cohort.id == Contribution.cohort_id)
        .join(Person, Person.id == Contribution.author_id)
        .outerjoin(ContributionPicture, ContributionPicture.contribution_id == Contribution.id)
        .outerjoin(ReflectionVersion, ReflectionVersion.id == Contribution.version_id)
        .join(LastConsent, LastConsent.contribution_id == Contribution.id)
        .outerjoin(
            Enrolment,
            and_(
                Enrolment.cohort_id == Contribution.cohort_id,
                Enrolment.person_id == Contribution.author_id,
            ),
        )
        .order_by(Contribution.given_at, Contribution.id)
    )


def read_voices(db: Session, wanted: Select[*tuple[Any, ...]]) -> list[Voice]:
    """The rows of `select_voices`, as they are in the database now. One statement."""
    # A lock may have waited for somebody else's change: what this session read before is old.
    rows = db.execute(wanted, execution_options={"populate_existing": True})
    return [voice_from(row) for row in rows]


def voice_from(row: Sequence[Any]) -> Voice:
    """A row of `select_voices`, whatever stands after it."""
    plain, picture = row[:PLAIN], row[PLAIN:COLUMNS]
    return Voice(*plain, *([Picture(*picture)] if picture[0] else [None]))


def voices_by_id(db: Session, ids: Collection[UUID]) -> list[Voice]:
    """The contributions with these ids, oldest first. One statement."""
    return read_voices(db, select_voices().where(Contribution.id.in_(ids)))


def voice_by_id(db: Session, actor: Person, *, contribution_id: UUID) -> Voice | None:
    """One contribution; policy decides whether the actor may. One statement."""
    del actor
    found = voices_by_id(db, [contribution_id])
    return found[0] if found else None


def own_voices(db: Session, person_id: UUID, *, page: int) -> Page[Voice]:
    """A person's own contributions, newest first, taken back or not. Two statements."""
    mine = Contribution.author_id == person_id
    total = db.scalar(select(func.count()).select_from(Contribution).where(mine)) or 0
    rows = read_voices(db, _newest_first(mine, page=page))
    return Page(rows, page, total)


def in_force(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """The condition that a consent holds now, by the day it is in the cohort's zone."""
    today = cast(func.timezone(Cohort.time_zone, now), Date)
    return and_(
        LastConsent.withdrawn_at.is_(None),
        or_(LastConsent.until.is_(None), LastConsent.until >= today),
    )


def is_for(audience: str, now: datetime) -> ColumnElement[bool]:
    """The condition that words may be read by an audience now."""
    return and_(LastConsent.audience.in_(rules.wide_enough(audience)), in_force(now))


def offered_voices(
    db: Session, cohort_id: UUID, *, now: datetime, page: int, kind: str = ""
) -> Page[Voice]:
    """What a cohort's people offer now, newest first, for its facilitators. Two statements.

    `kind`: only those; empty: all.
    """
    here = and_(Contribution.cohort_id == cohort_id, in_force(now))
    if kind:
        here = and_(here, Contribution.kind == kind)
    total = db.scalar(select_voices().where(here).order_by(None).with_only_columns(func.count()))
    rows = read_voices(db, _newest_first(here, page=page))
    return Page(rows, page, total or 0)


def public_voices(db: Session, cohort_id: UUID, *, now: datetime) -> list[Voice]:
    """What a cohort's people allow on a public page now, oldest first. One statement."""
    here = Contribution.cohort_id == cohort_id
    return read_voices(db, select_voices().where(here, is_for(rules.PUBLIC, now)))


def _newest_first(wanted: ColumnElement[bool], *, page: int) -> Select[*tuple[Any, ...]]:
    ordered = (
        select_voices()
        .where(wanted)
        .order_by(None)
        .order_by(Contribution.given_at.desc(), Contribution.id.desc())
    )
    return ordered.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
