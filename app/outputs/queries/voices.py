"""Reads of contributions together with the consent that counts now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.kit.paging import PAGE_SIZE, Page
from app.kit.times import say_short_date
from app.outputs.models import Consent, Contribution, ContributionPicture
from app.outputs.queries.alike import PEOPLE_ALIKE, PLACE_NAME
from app.outputs.rules import consent as rules
from app.outputs.rules.consent import Known
from app.outputs.rules.gift_blocks import Given
from app.outputs.rules.gifts import KINDS
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

_PICTURE = (
    ContributionPicture.media_type,
    ContributionPicture.width,
    ContributionPicture.height,
    ContributionPicture.alternative,
    ContributionPicture.sha256,
    ContributionPicture.has_people,
)
PLAIN = 8
"""The columns of `select_voices` before those of the picture."""
COLUMNS = PLAIN + len(_PICTURE)


@dataclass(frozen=True)
class Picture:
    """A picture without its bytes: its size in points, what it shows, and its hash."""

    media_type: str
    width: int
    height: int
    alternative: str
    sha256: str
    has_people: bool

    @property
    def identity(self) -> str:
        """What a yes to it is a yes to: its points, and what it is said to show."""
        return rules.identity_of_picture(self.sha256, self.alternative)


@dataclass(frozen=True)
class Voice:
    """What somebody offers, what they allow for it, and who they are in the cohort."""

    contribution: Contribution
    consent: Consent
    cohort: Cohort
    author_name: str
    standing: str | None
    place: str | None
    # How many people fit what is said of the author instead of a name; None where a name, or
    # nothing, is said. Exact, so it is shown nowhere.
    alike: int | None
    # None once the author has deleted where they wrote it.
    reflection_id: UUID | None
    picture: Picture | None

    @property
    def author_id(self) -> UUID:
        """Who wrote the words."""
        return self.contribution.author_id

    @property
    def kind(self) -> str:
        """What it is: a quote, a story, and so on."""
        return self.contribution.kind

    @property
    def kind_word(self) -> str:
        """What it is called on pages, such as `key message`."""
        return KINDS[self.kind].word

    @property
    def title(self) -> str:
        """Its title; empty where it has none."""
        return self.contribution.title

    @property
    def words(self) -> str:
        """The words as they are to be shown, everywhere."""
        return self.contribution.text

    @property
    def known(self) -> Known:
        """What is known of the author, for the name under the words."""
        return Known(self.author_name, self.standing, self.place)

    @property
    def named(self) -> str:
        """The name under the words, as the author chose."""
        consent = self.consent
        return rules.attribution(
            consent.named_as, self.known, role=consent.role, chosen=consent.chosen_name
        )

    @property
    def given(self) -> Given | None:
        """The picture as a report needs it."""
        kept = self.picture
        return Given(kept.sha256, kept.alternative, kept.width, kept.height) if kept else None

    @property
    def shown_sha256(self) -> str:
        """What the author sees of their own in a report, hashed."""
        return self.hash_as(self.named)

    def hash_as(self, named: str) -> str:
        """The same under another name."""
        picture = self.picture.identity if self.picture else ""
        return rules.hash_of_shown(self.words, named, title=self.title, picture=picture)

    @property
    def tells_who(self) -> bool:
        """Whether so few people fit the name that some can guess who it is.

        Not so where the author has said that they know it.
        """
        few = self.alike is not None and rules.fits_few(self.alike)
        return few and not self.consent.few_known

    @property
    def has_yes_ahead(self) -> bool:
        """Whether the author has said yes ahead to exactly what would be shown now."""
        same = self.consent.ahead_sha256 == self.shown_sha256
        return not self.consent.check_first and same and not self.tells_who

    @property
    def allowed(self) -> str:
        """What the author allows, in a few sentences to them."""
        consent = self.consent
        return rules.say_allowed(
            consent.audience,
            named=self.named,
            until=consent.until,
            training=consent.training,
            check_first=consent.check_first,
        )

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
        return self.is_for(rules.PUBLIC, now)

    def is_for(self, audience: str, now: datetime) -> bool:
        """Whether the author allows this audience, or a wider one, on the cohort's own day."""
        return rules.allows(self.consent.audience, audience) and self.is_in_force(now)


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
