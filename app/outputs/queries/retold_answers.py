"""Reads of what authors are asked about their words in other words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.outputs.models import (
    Contribution,
    Output,
    OutputEdition,
    Retelling,
    RetoldAnswer,
)
from app.outputs.queries.outputs import Desk, readable
from app.outputs.queries.retellings import (
    InOtherWords,
    RetellingDesk,
    Source,
    Told,
    source_of,
    told_of,
)
from app.outputs.queries.voices import Voice, voices_by_id
from app.outputs.rules.consent import WAITING
from app.outputs.rules.retelling import hash_of_told
from app.people.models import Person

MOST_LISTED = 50


@dataclass(frozen=True)
class RetoldPlace:
    """One author's words in a retelling: as they were said, as they are told, and the answer."""

    answer: RetoldAnswer
    told: Told
    source: Source
    voice: Voice
    output: Output

    @property
    def author_id(self) -> UUID:
        """Whose words they are."""
        return self.voice.author_id

    @property
    def texts(self) -> list[str]:
        """All that tells them."""
        return self.told.texts_of(self.answer.contribution_id)

    @property
    def shown_sha256(self) -> str:
        """What is told now, hashed; a yes counts for exactly this."""
        return hash_of_told(self.texts)

    @property
    def now(self) -> str:
        """The answer to what is told now; something that has changed since waits for a new one."""
        kept = self.told.answer_of(self.answer.contribution_id)
        return kept.answer if kept else WAITING


@dataclass(frozen=True)
class ReadingPlace:
    """Somebody's words in a retelling of the actor's cohort, to be read back to them."""

    desk: Desk
    asked: RetoldPlace
    author: Person

    @property
    def wants_reading(self) -> bool:
        """Whether the author asked to have it read to them; nobody can, of retellings."""
        return False


@dataclass(frozen=True)
class OwnRetold(InOtherWords):
    """One thing that an author is asked, or was, as it stands in a list."""

    answer: RetoldAnswer
    title: str


def retold_place(
    db: Session, actor: Person, *, retold_id: UUID, now: datetime
) -> RetoldPlace | None:
    """One author's words in a retelling, while its edition can be read. Four statements."""
    del actor
    row = db.execute(
        select(RetoldAnswer, Retelling, Output)
        .join(Retelling, Retelling.id == RetoldAnswer.retelling_id)
        .join(OutputEdition, OutputEdition.id == Retelling.edition_id)
        .join(Output, Output.id == OutputEdition.output_id)
        .where(RetoldAnswer.id == retold_id)
    ).one_or_none()
    if row is None:
        return None
    source = source_of(db, row[1].edition_id, now=now)
    found = voices_by_id(db, [row[0].contribution_id])
    if source is None or not found:
        return None
    place = RetoldPlace(row[0], told_of(db, row[1]), source, found[0], row[2])
    return place if place.texts else None


def reading_place(db: Session, desk: RetellingDesk, *, retold_id: UUID) -> ReadingPlace | None:
    """Words in this retelling, and whose they are. Two statements."""
    kept = next((one for one in desk.told.answers.values() if one.id == retold_id), None)
    found = voices_by_id(db, [kept.contribution_id]) if kept else []
    if kept is None or not found:
        return None
    place = RetoldPlace(kept, desk.told, desk.source, found[0], desk.desk.output)
    return ReadingPlace(desk.desk, place, db.get_one(Person, found[0].author_id))


def places_in_retelling(db: Session, desk: RetellingDesk) -> Sequence[ReadingPlace]:
    """Everything that authors were asked in a retelling, in its order. Two statements."""
    voices = {one.contribution.id: one for one in voices_by_id(db, desk.told.sources)}
    authors = {
        person.id: person
        for person in db.scalars(
            select(Person).where(Person.id.in_({one.author_id for one in voices.values()}))
        )
    }
    return [
        ReadingPlace(
            desk.desk,
            RetoldPlace(kept, desk.told, desk.source, voices[of], desk.desk.output),
            authors[voices[of].author_id],
        )
        for of in desk.told.sources
        if of in voices and (kept := desk.told.answers.get(of))
    ]


def own_retold(db: Session, person_id: UUID, *, now: datetime) -> list[OwnRetold]:
    """What a person is asked about their words in other words, what waits first. One statement.

    At most fifty; whoever has more answered those of last year long ago.
    """
    rows = db.execute(
        select(Retelling, RetoldAnswer, Output.title)
        .join(RetoldAnswer, RetoldAnswer.retelling_id == Retelling.id)
        .join(Contribution, Contribution.id == RetoldAnswer.contribution_id)
        .join(OutputEdition, OutputEdition.id == Retelling.edition_id)
        .join(Output, Output.id == OutputEdition.output_id)
        .where(Contribution.author_id == person_id, readable(now))
        .order_by(
            (RetoldAnswer.answer == WAITING).desc(), RetoldAnswer.asked_at.desc(), RetoldAnswer.id
        )
        .limit(MOST_LISTED)
    )
    return [OwnRetold(*row) for row in rows]


def waiting_for_retold(
    db: Session, retelling_ids: Collection[UUID], *, now: datetime
) -> dict[tuple[UUID, UUID], tuple[Person, InOtherWords, str, str]]:
    """Whom a retelling still waits for, by retelling and person: with its output and cohort.

    One statement.
    """
    rows = db.execute(
        select(Retelling, Person, Output.title, Cohort.name)
        .join(RetoldAnswer, RetoldAnswer.retelling_id == Retelling.id)
        .join(Contribution, Contribution.id == RetoldAnswer.contribution_id)
        .join(Person, Person.id == Contribution.author_id)
        .join(OutputEdition, OutputEdition.id == Retelling.edition_id)
        .join(Output, Output.id == OutputEdition.output_id)
        .join(Cohort, Cohort.id == Output.cohort_id)
        .where(Retelling.id.in_(retelling_ids), RetoldAnswer.answer == WAITING, readable(now))
    )
    return {
        (retelling.id, person.id): (person, InOtherWords(retelling), title, cohort)
        for retelling, person, title, cohort in rows
    }
