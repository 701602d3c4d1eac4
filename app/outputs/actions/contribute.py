"""Offering words from one's own reflection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.policy import may_learn
from app.cohorts.queries import seat_by_cohort_id
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.outputs.actions.consents import check_allowed, consent_for, named_by, was_allowed
from app.outputs.errors import KindUnclear, NothingPicked, NotJoined, OfferedBefore, TooLong
from app.outputs.models import Contribution
from app.outputs.queries.alike import origin_of
from app.outputs.queries.sources import Source, own_source
from app.outputs.rules.allowed import Allowed
from app.outputs.rules.consent import hash_of_shown
from app.outputs.rules.gifts import CUT_FROM_REFLECTIONS, QUOTE
from app.outputs.rules.words import LONGEST_WORDS, Span, cut, hash_of, join_neighbours
from app.people.models import Person


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
    kind: str = QUOTE,
) -> UUID:
    """Offer sentences of one's own reflection to a cohort; the same key twice offers once.

    Returns the contribution's id. Five statements.
    Raises: NotFound, NothingPicked, TooLong, NotJoined, KindUnclear, ConsentUnclear, RoleNeeded,
        NameNeeded, FewFit, DayIsOver, DayTooFar; OfferedBefore when the same key comes with
        something else.
    """
    if kind not in CUT_FROM_REFLECTIONS:
        raise KindUnclear
    allowed = allowed.cleaned()
    source = own_source(db, actor, reflection_id=picked.reflection_id, number=picked.version)
    if source is None:
        raise NotFound
    spans, words = pick_words(source, picked.picks)
    seat = seat_by_cohort_id(db, actor, cohort_id)
    if seat is None or not may_learn(actor, seat):
        raise NotJoined
    origin = origin_of(db, cohort_id, actor.id)
    check_allowed(allowed, origin, cohort=seat.cohort, now=now)
    made: UUID | None = db.scalar(
        insert(Contribution)
        .values(
            id=new_id(),
            cohort_id=cohort_id,
            author_id=actor.id,
            kind=kind,
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
        offered = (kept.cohort_id, kept.kind, kept.version_id, kept.text)
        is_same = offered == (cohort_id, kind, source.version.id, words)
        if not (is_same and was_allowed(db, kept, allowed)):
            raise OfferedBefore
        return kept.id
    shown = hash_of_shown(words, named_by(allowed, origin))
    db.add(consent_for(made, allowed, shown_sha256=shown, now=now))
    db.flush()
    return made


def _offered_before(db: Session, actor: Person, request_key: UUID) -> Contribution:
    wanted = select(Contribution).where(
        Contribution.author_id == actor.id, Contribution.request_key == request_key
    )
    return db.scalars(wanted).one()
