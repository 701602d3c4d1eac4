"""Offering words from one's own reflection, and changing what is allowed for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.policy import may_learn
from app.cohorts.queries import seat_by_cohort_id
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.outputs.actions.retire import hold, outputs_with, take_out
from app.outputs.errors import (
    ConsentUnclear,
    DayIsOver,
    DayTooFar,
    NothingPicked,
    NotJoined,
    OfferedBefore,
    TakenBack,
    TooLong,
)
from app.outputs.models import Consent, Contribution
from app.outputs.queries.sources import Source, own_source
from app.outputs.queries.voices import Voice, voices_by_id
from app.outputs.rules.consent import AUDIENCES, NAMES, is_too_far, today_in
from app.outputs.rules.words import LONGEST_WORDS, Span, cut, hash_of, join_neighbours
from app.people.models import Person


@dataclass(frozen=True)
class Allowed:
    """What an author allows: where, under which name, and the last day (None: no end)."""

    audience: str
    named_as: str
    until: date | None


@dataclass(frozen=True)
class Picked:
    """Sentences of one version of a reflection: their places, counted from 0."""

    reflection_id: UUID
    version: int
    picks: Sequence[int]


def pick_words(source: Source, picks: Sequence[int]) -> tuple[list[Span], str]:
    """The slices and words of the sentences picked, as they would stand.

    Raises: NothingPicked, TooLong.
    """
    spans = join_neighbours(source.spans, picks)
    words = cut(source.version.text, spans)
    if not spans:
        raise NothingPicked
    if len(words) > LONGEST_WORDS:
        raise TooLong
    return spans, words


def offer_words(
    db: Session,
    actor: Person,
    *,
    picked: Picked,
    cohort_id: UUID,
    allowed: Allowed,
    request_key: UUID,
    now: datetime,
) -> UUID:
    """Offer sentences of one's own reflection to a cohort; the same key twice offers once.

    Returns the contribution's id. Four statements.
    Raises: NotFound, NothingPicked, TooLong, NotJoined, ConsentUnclear, DayIsOver,
        DayTooFar; OfferedBefore when the same key comes with something else.
    """
    source = own_source(db, actor, reflection_id=picked.reflection_id, number=picked.version)
    if source is None:
        raise NotFound
    spans, words = pick_words(source, picked.picks)
    seat = seat_by_cohort_id(db, actor, cohort_id)
    if seat is None or not may_learn(actor, seat):
        raise NotJoined
    _check(allowed, cohort=seat.cohort, now=now)
    made: UUID | None = db.scalar(
        insert(Contribution)
        .values(
            id=new_id(),
            cohort_id=cohort_id,
            author_id=actor.id,
            version_id=source.version.id,
            slices=[list(span) for span in spans],
            text=words,
            sha256=hash_of(words),
            request_key=request_key,
            given_at=now,
        )
        .on_conflict_do_nothing(index_elements=["author_id", "request_key"])
        .returning(Contribution.id)
    )
    if made is None:
        kept = _offered_before(db, actor, request_key)
        offered = (kept.cohort_id, kept.version_id, kept.text)
        is_same = offered == (cohort_id, source.version.id, words)
        if not (is_same and _was_allowed(db, kept, allowed)):
            raise OfferedBefore
        return kept.id
    db.add(_consent(made, allowed, now=now))
    db.flush()
    return made


def change_consent(db: Session, voice: Voice, *, allowed: Allowed, now: datetime) -> None:
    """Allow something else for words offered before; pages that show them are taken down first.

    Reports are then made again: with a yes if the words or the name under them changed.
    Raises: TakenBack, ConsentUnclear, DayIsOver, DayTooFar.
    """
    hold(db, [voice.contribution.id], to_change=True)
    (fresh,) = voices_by_id(db, [voice.contribution.id])
    before = fresh.consent
    if before.withdrawn_at is not None:
        raise TakenBack
    if (before.audience, before.named_as, before.until) == (
        allowed.audience,
        allowed.named_as,
        allowed.until,
    ):
        return
    _check(allowed, cohort=fresh.cohort, now=now)
    db.add(_consent(fresh.contribution.id, allowed, now=now))
    db.flush()
    outputs = outputs_with(db, fresh.contribution)
    take_out(db, outputs, contribution_id=fresh.contribution.id, now=now)


def _check(allowed: Allowed, *, cohort: Cohort, now: datetime) -> None:
    if allowed.audience not in AUDIENCES or allowed.named_as not in NAMES:
        raise ConsentUnclear
    today = today_in(cohort.time_zone, now)
    if allowed.until is not None and allowed.until < today:
        raise DayIsOver
    if allowed.until is not None and is_too_far(allowed.until, today):
        raise DayTooFar


def _consent(contribution_id: UUID, allowed: Allowed, *, now: datetime) -> Consent:
    return Consent(
        contribution_id=contribution_id,
        audience=allowed.audience,
        named_as=allowed.named_as,
        until=allowed.until,
        given_at=now,
    )


def _offered_before(db: Session, actor: Person, request_key: UUID) -> Contribution:
    wanted = select(Contribution).where(
        Contribution.author_id == actor.id, Contribution.request_key == request_key
    )
    return db.scalars(wanted).one()


def _was_allowed(db: Session, kept: Contribution, allowed: Allowed) -> bool:
    """Whether its author has allowed exactly this for it, now or before. One statement."""
    given = db.execute(
        select(Consent.audience, Consent.named_as, Consent.until).where(
            Consent.contribution_id == kept.id
        )
    )
    return any(Allowed(*one) == allowed for one in given)
