"""Reads of what was suggested to be taken out of somebody's words, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort
from app.cohorts.queries import Seat, seat_by_slug
from app.outputs.models import Contribution, Redaction
from app.outputs.queries.voices import LastConsent, Voice, voices_by_id
from app.outputs.rules.redaction import ASKED, YES, Cut, with_brackets
from app.people.models import Person

# Built once: putting it together takes longer than running it.
# How many suggestions wait for a person's answer, for a page that asks several things together.
REDACTIONS_FOR: Select[int] = (
    select(func.count())
    .select_from(Redaction)
    .join(
        Contribution,
        and_(
            Contribution.id == Redaction.contribution_id,
            Contribution.sha256 == Redaction.of_sha256,
        ),
    )
    .join(LastConsent, LastConsent.contribution_id == Contribution.id)
    .where(
        Contribution.author_id == bindparam("person"),
        Redaction.state == ASKED,
        LastConsent.withdrawn_at.is_(None),
    )
)


@dataclass(frozen=True)
class WordsDesk:
    """Somebody's words as facilitators of their cohort come to them."""

    seat: Seat
    voice: Voice
    author: Person


@dataclass(frozen=True)
class RedactionDesk:
    """One suggestion about somebody's words, as facilitators come to it."""

    words: WordsDesk
    redaction: Redaction

    @property
    def seat(self) -> Seat:
        """The cohort and the actor's enrolment in it."""
        return self.words.seat


@dataclass(frozen=True)
class OwnRedaction:
    """One suggestion about one's own words."""

    voice: Voice
    redaction: Redaction

    @property
    def author_id(self) -> UUID:
        """Who wrote the words."""
        return self.voice.author_id


@dataclass(frozen=True)
class LogLine:
    """One suggestion in the log: who made it and why, what the author said, and what it is about.

    `piece`, `before` and `after` are empty once the words have changed: then it counts no more.
    """

    redaction: Redaction
    by_author: bool
    by: str | None
    answered_by: str | None
    piece: str
    before: str
    after: str

    @property
    def is_open(self) -> bool:
        """Whether it can be answered: the words are still those that it was made for."""
        return bool(self.piece)

    @property
    def waits(self) -> bool:
        """Whether its author has still to answer."""
        return self.is_open and self.redaction.state == ASKED


def words_desk(db: Session, actor: Person, *, slug: str, contribution_id: UUID) -> WordsDesk | None:
    """Words that were offered to the cohort of this address. Three statements."""
    seat = seat_by_slug(db, actor, slug=slug)
    found = voices_by_id(db, [contribution_id]) if seat else []
    if seat is None or not found or found[0].cohort.id != seat.cohort.id:
        return None
    (voice,) = found
    if voice.consent.withdrawn_at is not None:
        return None
    return WordsDesk(seat, voice, db.get_one(Person, voice.author_id))


def redaction_desk(
    db: Session, actor: Person, *, slug: str, contribution_id: UUID, redaction_id: UUID
) -> RedactionDesk | None:
    """The suggestion of this address. Four statements."""
    words = words_desk(db, actor, slug=slug, contribution_id=contribution_id)
    redaction = words and _one(db, contribution_id, redaction_id)
    return RedactionDesk(words, redaction) if words and redaction else None


def own_redaction(
    db: Session, actor: Person, *, contribution_id: UUID, redaction_id: UUID
) -> OwnRedaction | None:
    """The suggestion of this address; policy decides whether the actor may. Two statements."""
    del actor
    found = voices_by_id(db, [contribution_id])
    redaction = _one(db, contribution_id, redaction_id) if found else None
    return OwnRedaction(found[0], redaction) if redaction else None


def log_of(db: Session, voice: Voice) -> Sequence[LogLine]:
    """All that was suggested about somebody's words, newest first. One statement."""
    proposer, reader = aliased(Person), aliased(Person)
    rows = db.execute(
        select(Redaction, proposer.name, reader.name)
        .outerjoin(proposer, proposer.id == Redaction.proposed_by_id)
        .outerjoin(reader, reader.id == Redaction.answered_by_id)
        .where(Redaction.contribution_id == voice.contribution.id)
        .order_by(Redaction.proposed_at.desc(), Redaction.id.desc())
        .execution_options(populate_existing=True)
    ).all()
    agreed = [_cut(one) for one, _, _ in rows if one.state == YES and _fits(one, voice)]
    return [_line(voice, agreed, one, by, reader_name) for one, by, reader_name in rows]


def waiting_redactions(db: Session, contribution_ids: Collection[UUID]) -> Collection[UUID]:
    """Of these contributions, those about which a suggestion waits for an answer. One statement."""
    rows = db.scalars(
        select(Redaction.contribution_id)
        .join(
            Contribution,
            and_(
                Contribution.id == Redaction.contribution_id,
                Contribution.sha256 == Redaction.of_sha256,
            ),
        )
        .where(Contribution.id.in_(contribution_ids), Redaction.state == ASKED)
    )
    return frozenset(rows)


def asked_authors(
    db: Session, redaction_ids: Collection[UUID]
) -> Mapping[tuple[UUID, UUID], tuple[str, str]]:
    """Whom suggestions wait for, by suggestion and person: their name and their group's.

    One statement.
    """
    rows = db.execute(
        select(Redaction.id, Person.id, Person.name, Cohort.name)
        .join(
            Contribution,
            and_(
                Contribution.id == Redaction.contribution_id,
                Contribution.sha256 == Redaction.of_sha256,
            ),
        )
        .join(Person, Person.id == Contribution.author_id)
        .join(Cohort, Cohort.id == Contribution.cohort_id)
        .where(Redaction.id.in_(redaction_ids), Redaction.state == ASKED)
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def _one(db: Session, contribution_id: UUID, redaction_id: UUID) -> Redaction | None:
    return db.scalar(
        select(Redaction).where(
            Redaction.id == redaction_id, Redaction.contribution_id == contribution_id
        )
    )


def _fits(redaction: Redaction, voice: Voice) -> bool:
    return bool(voice.contribution.text) and redaction.of_sha256 == voice.contribution.sha256


def _cut(redaction: Redaction) -> Cut:
    return Cut(redaction.begins, redaction.ends, redaction.instead)


def _line(
    voice: Voice, agreed: Sequence[Cut], one: Redaction, by: str | None, reader: str | None
) -> LogLine:
    text, by_author = voice.contribution.text, one.proposed_by_id == voice.author_id
    if not _fits(one, voice):
        return LogLine(one, by_author, by, reader, "", "", "")
    others = [cut for cut in agreed if cut != _cut(one)]
    return LogLine(
        redaction=one,
        by_author=by_author,
        by=by,
        answered_by=reader,
        piece=text[one.begins : one.ends],
        before=with_brackets(text, others),
        after=with_brackets(text, [*others, _cut(one)]),
    )
