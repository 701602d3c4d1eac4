"""Making a pledge, and holding one while it is written to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.policy import may_learn
from app.cohorts.queries.seats import seat_by_slug
from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal, refusals_of
from app.kit.sealing import DataKey
from app.kit.sendings import sending_key
from app.kit.times import in_zone
from app.people.models import Person
from app.people.rules import clean_lines
from app.practice.errors import pledges as errors
from app.practice.models import Pledge, PledgeWording
from app.practice.queries.pledges import PledgePlace
from app.practice.rules.keys import PLEDGE_WORDING
from app.practice.rules.pledges import (
    KINDS,
    LONGEST,
    LONGEST_PART,
    ME,
    MOST,
    READERS,
    Wording,
)
from app.syllabus.queries import has_card
from app.vault.actions import key_for_writing


@dataclass(frozen=True)
class Promise:
    """What a form says of a pledge; `card_key` is the card of the library it began with, or ""."""

    kind: str
    words: Wording
    seen_by: str = ME
    card_key: str = ""


def make_pledge(
    db: Session, actor: Person, *, slug: str, promise: Promise, form_key: UUID, now: datetime
) -> UUID:
    """Keep a pledge of the actor's own; seven statements at most.

    The same form with the same words makes one, however often it is sent.
    Raises: the refusals of `keep_pledge`; PledgeCohortNeeded.
    """
    seat = seat_by_slug(db, actor, slug=slug)
    if seat is None or not may_learn(actor, seat):
        raise errors.PledgeCohortNeeded
    return keep_pledge(
        db, actor, person_id=actor.id, cohort=seat.cohort, promise=promise, form=form_key, now=now
    )


def keep_pledge(
    db: Session,
    actor: Person,
    *,
    person_id: UUID,
    cohort: Cohort,
    promise: Promise,
    form: UUID,
    now: datetime,
) -> UUID:
    """Keep a pledge for somebody; the record says who entered it. Six statements at most.

    Raises: KindNeeded, ReadersNeeded, WhatNeeded, WhatTooLong, PartTooLong, TooManyPledges;
    CannotOpen.
    """
    _check_kind(promise.kind)
    _check_readers(promise.seen_by)
    words = clean_wording(promise.words)
    said = sending_key(form, actor.id, person_id, cohort.id, promise.kind, words.to_text())
    # Also lets two forms of one person be numbered one after the other.
    key = key_for_writing(db, person_id, now=now, alone=True)
    earlier = db.scalar(select(Pledge.id).where(Pledge.request_key == said))
    if earlier is not None:
        return earlier
    entered_by = None if actor.id == person_id else actor.id
    pledge = Pledge(
        person_id=person_id,
        cohort_id=cohort.id,
        number=_next_number(db, person_id),
        kind=promise.kind,
        card_key=_known_card(db, cohort, promise.card_key),
        seen_by=promise.seen_by,
        made_on=in_zone(now, cohort.time_zone).date(),
        created_at=now,
        entered_by_id=entered_by,
        request_key=said,
    )
    db.add(pledge)
    db.flush()
    add_wording(db, pledge, key, words, number=1, entered_by=entered_by, now=now)
    return pledge.id


def lock_pledge(db: Session, actor: Person, at: PledgePlace) -> Pledge:
    """The pledge of its maker, held until the commit. One statement.

    Raises: NotFound for anybody else, and when it is gone.
    """
    if at.pledge.person_id != actor.id:
        raise NotFound
    return held_pledge(db, at.pledge.id)


def held_pledge(db: Session, pledge_id: UUID) -> Pledge:
    """A pledge, held until the commit, so that two windows write one after the other. One.

    Raises: NotFound when it is gone.
    """
    pledge = db.scalar(
        select(Pledge)
        .where(Pledge.id == pledge_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if pledge is None:
        raise NotFound
    return pledge


def faults_in(promise: Promise) -> list[Refusal]:
    """All that a pledge lacks to be kept, so that a form says it in one round; no statement."""
    words = promise.words
    return refusals_of(
        lambda: _what(words.what),
        lambda: [_part(part) for part in (words.when, words.where, words.with_whom)],
        lambda: _check_kind(promise.kind),
        lambda: _check_readers(promise.seen_by),
    )


def clean_wording(words: Wording) -> Wording:
    """The words as they are kept.

    Raises: WhatNeeded, WhatTooLong, PartTooLong.
    """
    return replace(
        words,
        what=_what(words.what),
        when=_part(words.when),
        where=_part(words.where),
        with_whom=_part(words.with_whom),
    )


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise errors.KindNeeded


def _check_readers(seen_by: str) -> None:
    if seen_by not in READERS:
        raise errors.ReadersNeeded


def _what(text: str) -> str:
    what = clean_lines(text, LONGEST)
    if what is None:
        raise errors.WhatTooLong
    if not any(sign.isprintable() and not sign.isspace() for sign in what):
        raise errors.WhatNeeded
    return what


def _part(text: str) -> str:
    lines = clean_lines(text, 10 * LONGEST_PART)
    line = " ".join((lines or "").split())
    if lines is None or len(line) > LONGEST_PART:
        raise errors.PartTooLong
    return line


def _next_number(db: Session, person_id: UUID) -> int:
    counted = select(func.count(Pledge.id), func.max(Pledge.number))
    number, highest = db.execute(counted.where(Pledge.person_id == person_id)).one()
    if number >= MOST:
        raise errors.TooManyPledges
    return (highest or 0) + 1


def _known_card(db: Session, cohort: Cohort, card_key: str) -> str | None:
    is_there = bool(card_key) and has_card(db, cohort.edition_id, "pledges", card_key)
    return card_key if is_there else None


def add_wording(
    db: Session,
    pledge: Pledge,
    key: DataKey,
    words: Wording,
    *,
    number: int,
    entered_by: UUID | None,
    now: datetime,
) -> None:
    """Write down what a pledge says from now on. One statement."""
    row = PledgeWording(
        id=new_id(), pledge_id=pledge.id, number=number, written_at=now, entered_by_id=entered_by
    )
    row.sealed = key.seal(words.to_text(), PLEDGE_WORDING, row.id)
    db.add(row)
    db.flush()
