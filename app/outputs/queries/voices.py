"""Reads of contributions together with the consent that counts now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.kit.paging import PAGE_SIZE, Page
from app.kit.times import say_short_date
from app.outputs.models import Consent, Contribution
from app.outputs.rules import consent as rules
from app.outputs.rules.words import hash_of
from app.people.models import Person
from app.reflections.models import ReflectionVersion

_last = (
    select(Consent)
    .where(Consent.contribution_id == Contribution.id)
    .order_by(Consent.given_at.desc(), Consent.id.desc())
    .limit(1)
    .lateral()
)
LastConsent = aliased(Consent, _last)
"""The consent of a contribution that counts: the newest one."""


@dataclass(frozen=True)
class Voice:
    """Somebody's words, what they allow, and who they are in the cohort."""

    contribution: Contribution
    consent: Consent
    cohort: Cohort
    author_name: str
    standing: str | None
    # None once the author has deleted where they wrote it.
    reflection_id: UUID | None

    @property
    def author_id(self) -> UUID:
        """Who wrote the words."""
        return self.contribution.author_id

    @property
    def named(self) -> str:
        """The name under the words, as the author chose; empty for nobody's."""
        return rules.attribution(
            self.consent.named_as, name=self.author_name, standing=self.standing
        )

    @property
    def shown_sha256(self) -> str:
        """What the author sees of their own in a report, hashed."""
        return rules.hash_of_shown(self.contribution.text, self.named)

    @property
    def allowed(self) -> str:
        """What the author allows, in one sentence to them."""
        consent = self.consent
        return rules.say_allowed(consent.audience, named=self.named, until=consent.until)

    def is_true(self) -> bool:
        """Whether the words are still exactly those that their author gave."""
        return hash_of(self.contribution.text) == self.contribution.sha256

    @property
    def last_day(self) -> str:
        """The last day of the consent in words; empty when it has none."""
        return say_short_date(self.consent.until) if self.consent.until else ""

    def is_in_force(self, now: datetime) -> bool:
        """Whether the author allows the words to be read, on the cohort's own day."""
        consent = self.consent
        return rules.is_in_force(
            withdrawn_at=consent.withdrawn_at,
            until=consent.until,
            today=rules.today_in(self.cohort.time_zone, now),
        )

    def is_public(self, now: datetime) -> bool:
        """Whether the author allows the words on a public page, on the cohort's own day."""
        return self.consent.audience == rules.PUBLIC and self.is_in_force(now)


def select_voices() -> Select[*tuple[Any, ...]]:
    """Contributions with all that a decision about them needs, oldest first."""
    return (
        select(
            Contribution,
            LastConsent,
            Cohort,
            Person.name,
            Enrolment.standing,
            ReflectionVersion.reflection_id,
        )
        .join(Cohort, Cohort.id == Contribution.cohort_id)
        .join(Person, Person.id == Contribution.author_id)
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
    return [Voice(*row) for row in rows]


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


def offered_voices(db: Session, cohort_id: UUID, *, now: datetime, page: int) -> Page[Voice]:
    """What a cohort's people offer now, newest first, for its facilitators. Two statements."""
    here = and_(Contribution.cohort_id == cohort_id, in_force(now))
    total = db.scalar(select_voices().where(here).order_by(None).with_only_columns(func.count()))
    rows = read_voices(db, _newest_first(here, page=page))
    return Page(rows, page, total or 0)


def public_voices(db: Session, cohort_id: UUID, *, now: datetime) -> list[Voice]:
    """What a cohort's people allow on a public page now, oldest first. One statement."""
    return read_voices(
        db,
        select_voices().where(
            Contribution.cohort_id == cohort_id,
            LastConsent.audience == rules.PUBLIC,
            in_force(now),
        ),
    )


def _newest_first(wanted: ColumnElement[bool], *, page: int) -> Select[*tuple[Any, ...]]:
    ordered = (
        select_voices()
        .where(wanted)
        .order_by(None)
        .order_by(Contribution.given_at.desc(), Contribution.id.desc())
    )
    return ordered.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
