"""Changing the words of a pledge, saying who may read it and whether to ask, and erasing it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.practice.actions.pledges import Promise, add_wording, clean_wording, lock_pledge
from app.practice.errors import pledges as errors
from app.practice.models import Pledge, PledgeWording
from app.practice.queries.pledges import PledgePlace, count_answers
from app.practice.rules.keys import PLEDGE_WORDING
from app.practice.rules.pledges import KINDS, READERS, Wording, is_first_wording_open
from app.vault.actions import key_for_writing


def change_words(
    db: Session, actor: Person, at: PledgePlace, promise: Promise, *, now: datetime
) -> None:
    """Write over the words of a pledge, before anybody has asked about it. Five statements.

    Raises: NotFound for anybody but its maker; WordsStay, KindNeeded, and those of wordings.
    """
    if promise.kind not in KINDS:
        raise errors.KindNeeded
    words = clean_wording(promise.words)
    pledge = lock_pledge(db, actor, at)
    if not is_first_wording_open(pledge.made_on, at.today(now), count_answers(db, pledge.id)):
        raise errors.WordsStay
    row = db.scalars(select(PledgeWording).where(PledgeWording.pledge_id == pledge.id)).one()
    key = key_for_writing(db, pledge.person_id, now=now)
    row.sealed = key.seal(words.to_text(), PLEDGE_WORDING, row.id)
    row.written_at, row.entered_by_id = now, None
    pledge.kind = promise.kind
    db.flush()


def amend_words(
    db: Session, actor: Person, at: PledgePlace, words: Wording, *, now: datetime
) -> None:
    """Write other words beside those that were; all are kept. Four statements.

    The words that stand already are not kept twice.
    Raises: NotFound for anybody but its maker; WhatNeeded, WhatTooLong, PartTooLong.
    """
    add_amendment(db, lock_pledge(db, actor, at), words, by=None, now=now)


def add_amendment(
    db: Session, pledge: Pledge, words: Wording, *, by: Person | None, now: datetime
) -> None:
    """The same for a pledge that is held; `by` entered it for its maker. Three statements.

    Raises: WhatNeeded, WhatTooLong, PartTooLong.
    """
    cleaned = clean_wording(words)
    newest = db.scalars(
        select(PledgeWording)
        .where(PledgeWording.pledge_id == pledge.id)
        .order_by(PledgeWording.number.desc())
        .limit(1)
    ).one()
    key = key_for_writing(db, pledge.person_id, now=now)
    if key.open(newest.sealed, PLEDGE_WORDING, newest.id) != cleaned.to_text():
        number, entered_by = newest.number + 1, by.id if by else None
        add_wording(db, pledge, key, cleaned, number=number, entered_by=entered_by, now=now)


def choose_readers(db: Session, actor: Person, at: PledgePlace, seen_by: str) -> None:
    """Say who may read a pledge; only its maker does. Two statements.

    Raises: NotFound for anybody else; ReadersNeeded.
    """
    if seen_by not in READERS:
        raise errors.ReadersNeeded
    pledge = lock_pledge(db, actor, at)
    pledge.seen_by, pledge.chosen_by_id = seen_by, None
    db.flush()


def erase_pledge(db: Session, actor: Person, at: PledgePlace) -> None:
    """Do away with a pledge, its words and answers, for good. Two statements.

    Raises: NotFound for anybody but its maker.
    """
    pledge = lock_pledge(db, actor, at)
    db.execute(delete(Pledge).where(Pledge.id == pledge.id))


def let_ask(db: Session, actor: Person, at: PledgePlace, *, is_asked: bool) -> None:
    """Say whether one wants to be asked how this pledge goes. Two statements.

    Raises: NotFound for anybody but its maker.
    """
    pledge = lock_pledge(db, actor, at)
    pledge.is_asked, pledge.chosen_by_id = is_asked, None
    db.flush()
