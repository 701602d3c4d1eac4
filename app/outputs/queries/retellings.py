"""Reads of editions in other words, for readers and for those who run the cohort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat
from app.kit.document import Document
from app.kit.languages import Language, language
from app.outputs.models import (
    OutputBuild,
    OutputEdition,
    Retelling,
    RetoldAnswer,
    RetoldLine,
)
from app.outputs.queries.outputs import Desk, desk_by_id, readable
from app.outputs.queries.public import places_in_work
from app.outputs.rules.consent import YES
from app.outputs.rules.manifest import shown_in
from app.outputs.rules.retelling import ADDRESS, EASY_READ, SAID, Key, Retold, hash_of_told, retell
from app.people.models import Person


@dataclass(frozen=True)
class InOtherWords:
    """A retelling as it is named where one chooses among them."""

    retelling: Retelling

    @property
    def is_easy_read(self) -> bool:
        """Whether it is in Easy Read, and not a translation."""
        return self.retelling.kind == EASY_READ

    @property
    def language(self) -> Language:
        """The language it is in."""
        return language(self.retelling.language)

    @property
    def address(self) -> str:
        """Its word in the address of its edition."""
        return ADDRESS if self.is_easy_read else self.retelling.language

    @property
    def name(self) -> str:
        """What those who do not read it call it."""
        return "Easy Read" if self.is_easy_read else self.language.name

    @property
    def made(self) -> str:
        """How it was made, in one sentence; an Easy Read edition is always a person's work."""
        return "" if self.is_easy_read else SAID[self.retelling.made_how]


@dataclass(frozen=True)
class Told(InOtherWords):
    """A retelling with all its lines, and what those say whose words are in it."""

    lines: Sequence[RetoldLine]
    answers: Mapping[UUID, RetoldAnswer]

    def texts_of(self, contribution_id: UUID) -> list[str]:
        """All that tells one person's words, in its order."""
        return [one.text for one in self.lines if one.contribution_id == contribution_id]

    @property
    def sources(self) -> list[UUID]:
        """Whose words are told in it, in the order in which they are met."""
        return list(dict.fromkeys(one.contribution_id for one in self.lines if one.contribution_id))

    def answer_of(self, contribution_id: UUID) -> RetoldAnswer | None:
        """What the author says to what is told now; None when they were not asked about it."""
        kept = self.answers.get(contribution_id)
        now_told = hash_of_told(self.texts_of(contribution_id))
        return kept if kept and kept.shown_sha256 == now_told else None

    @property
    def allowed(self) -> frozenset[UUID]:
        """Whose words may be shown: those of each author who said yes to exactly this."""
        found = ((source, self.answer_of(source)) for source in self.sources)
        return frozenset(source for source, kept in found if kept and kept.answer == YES)

    def shown(self, also: UUID | None = None) -> list[RetoldLine]:
        """The lines that may be read; `also` those of one author who looks at their own."""
        may = self.allowed | {also}
        return [one for one in self.lines if not one.contribution_id or one.contribution_id in may]

    def retold(
        self, document: Document, places: Mapping[int, UUID], also: UUID | None = None
    ) -> Retold:
        """The edition with what may be read in the other language in its place."""
        told: dict[Key, str] = {
            (one.source_sha256, one.contribution_id): one.text for one in self.shown(also)
        }
        return retell(document, places, told)


@dataclass(frozen=True)
class Source:
    """The edition that is told in other words: its page, and whose words stand where."""

    edition: OutputEdition
    document: Document
    places: Mapping[int, UUID]

    @cached_property
    def shown(self) -> Mapping[UUID | None, str]:
        """What it shows of each author's own, hashed, by contribution; of nobody nothing."""
        shown = shown_in(self.document)
        found: dict[UUID | None, str] = {None: ""}
        found.update({self.places[at]: told for at, told in shown.items() if at in self.places})
        return found


@dataclass(frozen=True)
class RetellingDesk:
    """A retelling as those who run the cohort come to it."""

    desk: Desk
    source: Source
    told: Told

    @property
    def seat(self) -> Seat:
        """The cohort and the actor's enrolment in it."""
        return self.desk.seat


def published_retellings(db: Session, edition_id: UUID) -> list[InOtherWords]:
    """What an edition can be read in beside its own words, Easy Read first. One statement."""
    rows = db.scalars(
        select(Retelling)
        .where(Retelling.edition_id == edition_id, Retelling.published_at.is_not(None))
        .order_by(Retelling.kind, Retelling.language)
    )
    return [InOtherWords(row) for row in rows]


def retellings_of(db: Session, edition_id: UUID) -> list[InOtherWords]:
    """Every retelling of an edition, published or not. One statement."""
    rows = db.scalars(
        select(Retelling)
        .where(Retelling.edition_id == edition_id)
        .order_by(Retelling.kind, Retelling.language)
    )
    return [InOtherWords(row) for row in rows]


def told_of(db: Session, retelling: Retelling) -> Told:
    """A retelling with its lines and answers. One statement."""
    rows = db.execute(
        select(RetoldLine, RetoldAnswer)
        .outerjoin(
            RetoldAnswer,
            and_(
                RetoldAnswer.retelling_id == RetoldLine.retelling_id,
                RetoldAnswer.contribution_id == RetoldLine.contribution_id,
            ),
        )
        .where(RetoldLine.retelling_id == retelling.id)
        .order_by(RetoldLine.position, RetoldLine.id),
        execution_options={"populate_existing": True},
    ).all()
    answers = {kept.contribution_id: kept for _, kept in rows if kept}
    return Told(retelling, [line for line, _ in rows], answers)


def newest_source(db: Session, output_id: UUID, *, now: datetime) -> Source | None:
    """The newest edition of an output that anyone may read. One statement."""
    row = db.execute(
        select(OutputEdition, OutputBuild)
        .join(OutputBuild, OutputBuild.id == OutputEdition.build_id)
        .where(OutputEdition.output_id == output_id, readable(now))
        .order_by(OutputEdition.number.desc())
        .limit(1)
    ).one_or_none()
    return _source(*row) if row else None


def source_of(db: Session, edition_id: UUID, *, now: datetime) -> Source | None:
    """One edition, if anyone may read it. One statement."""
    row = db.execute(
        select(OutputEdition, OutputBuild)
        .join(OutputBuild, OutputBuild.id == OutputEdition.build_id)
        .where(OutputEdition.id == edition_id, readable(now))
    ).one_or_none()
    return _source(*row) if row else None


def retelling_desk(
    db: Session, actor: Person, *, slug: str, output_id: UUID, retelling_id: UUID, now: datetime
) -> RetellingDesk | None:
    """The retelling of this address, while its edition can be read. Four statements."""
    desk = desk_by_id(db, actor, slug=slug, output_id=output_id)
    retelling = db.get(Retelling, retelling_id) if desk else None
    source = source_of(db, retelling.edition_id, now=now) if retelling else None
    if desk is None or retelling is None or source is None:
        return None
    if source.edition.output_id != desk.output.id:
        return None
    return RetellingDesk(desk, source, told_of(db, retelling))


def _source(edition: OutputEdition, build: OutputBuild) -> Source:
    document = Document.from_json(edition.document or {})
    return Source(edition, document, places_in_work(build.work))
