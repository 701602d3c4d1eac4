"""Reads of what anyone may read: frozen editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort
from app.outputs.models import Output, OutputBuild, OutputEdition
from app.outputs.rules.files import Offered, has_card, offered

# Of all that a build found, only this is about the page.
_PLACES = func.jsonb_build_object("places", OutputBuild.work["places"])


@dataclass(frozen=True)
class PublishedEdition:
    """An edition that was published, and the newest one of its output that can be read now."""

    edition: OutputEdition
    title: str
    slug: str
    cohort: str
    time_zone: str
    work: Mapping[str, Any]
    newest: int | None

    @property
    def places(self) -> Mapping[int, UUID]:
        """Whose words stand in which block."""
        return places_in_work(self.work)

    @property
    def files(self) -> list[Offered]:
        """The files that readers can take along."""
        return offered(self.edition.manifest)

    @property
    def has_card(self) -> bool:
        """Whether a picture stands for it where somebody puts a link to it."""
        return has_card(self.edition.manifest)

    def can_be_read(self, now: datetime) -> bool:
        """Whether nobody took words back and no consent in it has run out."""
        edition = self.edition
        ran_out = edition.shown_until is not None and edition.shown_until <= now
        return edition.withdrawn_at is None and edition.document is not None and not ran_out


def published_edition(
    db: Session, *, slug: str, number: int, now: datetime
) -> PublishedEdition | None:
    """The edition of this address, if it was ever published. One statement."""
    row = db.execute(
        select(
            *(OutputEdition, Output.title, Output.slug, Cohort.name, Cohort.time_zone),
            *(_PLACES, newest_of(now)),
        )
        .join(OutputBuild, OutputBuild.id == OutputEdition.build_id)
        .join(Output, Output.id == OutputEdition.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .where(
            Output.slug == slug,
            OutputEdition.number == number,
            OutputEdition.published_at.is_not(None),
        )
    ).one_or_none()
    return PublishedEdition(*row) if row else None


def newest_number(db: Session, *, slug: str, now: datetime) -> int | None:
    """The newest edition of an output that anyone may read. One statement."""
    return db.scalar(select(newest_of(now)).select_from(Output).where(Output.slug == slug))


def places_in_work(work: Mapping[str, Any]) -> dict[int, UUID]:
    """Whose words stand in which block of what was built, by contribution."""
    places = work.get("places") or []
    return {place["block"]: UUID(place["contribution"]) for place in places}


def newest_of(now: datetime) -> ScalarSelect[int]:
    """The newest edition of the output around it that anyone may read."""
    other = aliased(OutputEdition)
    return (
        select(func.max(other.number))
        .where(
            other.output_id == Output.id,
            other.published_at.is_not(None),
            other.withdrawn_at.is_(None),
            (other.shown_until.is_(None)) | (other.shown_until > now),
        )
        .correlate(Output)
        .scalar_subquery()
    )
