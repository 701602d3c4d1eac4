"""Reads of the library: every report that anyone may read, and its editions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, cast, func, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, CohortPlace
from app.kit.paging import PAGE_SIZE, Page
from app.kit.seeking import has_in_name
from app.outputs.models import LibraryEntry, Output, OutputEdition
from app.outputs.queries.outputs import readable
from app.outputs.queries.public import newest_of
from app.people.models import Place

MOST_IN_FEED = 50


@dataclass(frozen=True)
class Sought:
    """What somebody looks for: words, a place, the year of publication, a kind of report."""

    words: str = ""
    place: UUID | None = None
    year: int | None = None
    template: str = ""

    @property
    def is_something(self) -> bool:
        """Whether anything is looked for at all."""
        return bool(self.words or self.place or self.year or self.template)


@dataclass(frozen=True)
class Shelved:
    """An edition as it stands in the library."""

    title: str
    slug: str
    cohort: str
    time_zone: str
    number: int
    published_at: datetime
    about: str


@dataclass(frozen=True)
class Shelves:
    """What there is to choose from: places by name, years and kinds of reports."""

    places: dict[UUID, str]
    years: list[int]
    templates: list[str]


@dataclass(frozen=True)
class Issued:
    """One edition that was published, and when it was taken down, if it was."""

    number: int
    published_at: datetime | None
    withdrawn_at: datetime | None
    can_be_read: bool


@dataclass(frozen=True)
class Issues:
    """An output with every edition that was ever published, newest first."""

    title: str
    slug: str
    cohort: str
    time_zone: str
    editions: Sequence[Issued]


def library(db: Session, sought: Sought, *, now: datetime, page: int) -> Page[Shelved]:
    """The newest edition of each output that fits, last published first. Two statements.

    With words to look for, those in which they stand most often come first.
    """
    newest = _shelved(now).where(OutputEdition.number == newest_of(now), *_fits(sought))
    total = db.scalar(newest.with_only_columns(func.count())) or 0
    if sought.words:
        newest = newest.order_by(func.ts_rank(LibraryEntry.words, _asked(sought.words)).desc())
    rows = db.execute(_last_first(newest).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    return Page([Shelved(*row) for row in rows], page, total)


def shelves(db: Session, *, now: datetime) -> Shelves:
    """What the library can be narrowed to. One statement."""
    rows = db.execute(
        select(Place.id, Place.name, _year(), Output.template)
        .select_from(OutputEdition)
        .join(Output, Output.id == OutputEdition.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .outerjoin(CohortPlace, CohortPlace.cohort_id == Cohort.id)
        .outerjoin(Place, Place.id == CohortPlace.place_id)
        .where(OutputEdition.number == newest_of(now))
        .distinct()
    ).all()
    named = sorted({(row[1], row[0]) for row in rows if row[0]}, key=lambda one: one[0].casefold())
    return Shelves(
        {place: name for name, place in named},
        sorted({row[2] for row in rows}, reverse=True),
        sorted({row[3] for row in rows}),
    )


def feed_of(db: Session, *, now: datetime, slug: str | None = None) -> list[Shelved]:
    """The editions that anyone may read, of one output or of all, last published first.

    One statement; at most fifty.
    """
    wanted = _shelved(now)
    if slug is not None:
        wanted = wanted.where(Output.slug == slug)
    rows = db.execute(_last_first(wanted).limit(MOST_IN_FEED))
    return [Shelved(*row) for row in rows]


def issues_of(db: Session, slug: str, *, now: datetime) -> Issues | None:
    """Every edition of an output that was ever published; None when there was none. One statement.

    An output has as many as its people made, one by one, so the list is never long.
    """
    rows = db.execute(
        select(
            *(Output.title, Output.slug, Cohort.name, Cohort.time_zone),
            *(OutputEdition.number, OutputEdition.published_at, OutputEdition.withdrawn_at),
            readable(now),
        )
        .join(Output, Output.id == OutputEdition.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .where(Output.slug == slug, OutputEdition.published_at.is_not(None))
        .order_by(OutputEdition.number.desc())
    ).all()
    return Issues(*rows[0][:4], [Issued(*row[4:]) for row in rows]) if rows else None


def _shelved(now: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(Output.title, Output.slug, Cohort.name, Cohort.time_zone),
            *(OutputEdition.number, OutputEdition.published_at, LibraryEntry.about),
        )
        .select_from(OutputEdition)
        .join(LibraryEntry, LibraryEntry.edition_id == OutputEdition.id)
        .join(Output, Output.id == OutputEdition.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .where(readable(now))
    )


def _last_first(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return wanted.order_by(OutputEdition.published_at.desc(), OutputEdition.id)


def _year() -> ColumnElement[int]:
    local = func.timezone(Cohort.time_zone, OutputEdition.published_at)
    return cast(func.date_part("year", local), Integer)


def _fits(sought: Sought) -> list[ColumnElement[bool]]:
    """The conditions for what is looked for."""
    fits: list[ColumnElement[bool]] = []
    if sought.words:
        fits.append(
            or_(
                LibraryEntry.words.bool_op("@@")(_asked(sought.words)),
                has_in_name(Output.title, sought.words),
                has_in_name(Cohort.name, sought.words),
            )
        )
    if sought.place:
        fits.append(
            select(CohortPlace.id)
            .where(CohortPlace.cohort_id == Cohort.id, CohortPlace.place_id == sought.place)
            .exists()
        )
    if sought.year:
        fits.append(_year() == sought.year)
    if sought.template:
        fits.append(Output.template == sought.template)
    return fits


def _asked(words: str) -> ColumnElement[Any]:
    """Words as the database looks for them: as English, or as they are written."""
    english = func.websearch_to_tsquery("english", words)
    return english.op("||")(func.websearch_to_tsquery("simple", words))
