"""Saying how a pledge is going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import Refusal, refusals_of
from app.kit.sendings import sending_key
from app.people.models import Person
from app.people.rules import clean_lines
from app.practice.actions.pledges import held_pledge, lock_pledge
from app.practice.errors import pledges as errors
from app.practice.models import Pledge, PledgeAnswer
from app.practice.queries.pledges import PledgePlace, count_answers
from app.practice.rules.keys import PLEDGE_ANSWER
from app.practice.rules.pledges import (
    BLOCKED,
    BLOCKS,
    LONGEST_ANSWER,
    MOST_ANSWERS,
    PAGE,
    SAID,
    ending_of,
)
from app.vault.actions import key_for_writing


@dataclass(frozen=True)
class Told:
    """What somebody says: one of the answers, what is in the way if they say so, and words.

    `via` is the way by which it came.
    """

    said: str
    block: str = ""
    words: str = ""
    via: str = PAGE


def answer_pledge(
    db: Session, actor: Person, at: PledgePlace, told: Told, *, form: UUID, now: datetime
) -> PledgeAnswer:
    """Keep how the actor says that their own pledge goes. Six statements at most.

    Raises: NotFound for anybody else; SaidNeeded, AnswerTooLong, TooManyAnswers; CannotOpen.
    """
    return _keep(db, lock_pledge(db, actor, at), told, form=form, now=now)


def keep_answer(
    db: Session, pledge_id: UUID, told: Told, *, by: Person | None, form: UUID, now: datetime
) -> PledgeAnswer:
    """Keep an answer that came another way; `by` is who entered it. Six statements at most.

    The room that calls has decided whose it is.
    Raises: NotFound when the pledge is gone; SaidNeeded, AnswerTooLong, TooManyAnswers.
    """
    pledge = held_pledge(db, pledge_id)
    return _keep(db, pledge, told, form=form, now=now, entered_by=by)


def _keep(
    db: Session,
    pledge: Pledge,
    told: Told,
    *,
    form: UUID,
    now: datetime,
    entered_by: Person | None = None,
) -> PledgeAnswer:
    """The same form with the same answer is kept once; what was said before stays."""
    _check_said(told)
    words = _words(told)
    block = told.block if told.said == BLOCKED and told.block in BLOCKS else None
    key = sending_key(form, pledge.id, told.said, block or "", words)
    earlier = db.scalar(select(PledgeAnswer).where(PledgeAnswer.request_key == key))
    if earlier is not None:
        return earlier
    if count_answers(db, pledge.id) >= MOST_ANSWERS:
        raise errors.TooManyAnswers
    row = PledgeAnswer(
        id=new_id(),
        pledge_id=pledge.id,
        follow_up=pledge.asked,
        said=told.said,
        block=block,
        said_at=now,
        via=told.via,
        entered_by_id=entered_by.id if entered_by else None,
        request_key=key,
    )
    if words:
        own = key_for_writing(db, pledge.person_id, now=now)
        row.sealed = own.seal(words, PLEDGE_ANSWER, row.id)
    db.add(row)
    pledge.ended = ending_of(told.said)
    db.flush()
    return row


def faults_in_answer(told: Told) -> list[Refusal]:
    """All that keeps an answer from being kept, so that a form says it in one round."""
    return refusals_of(lambda: _check_said(told), lambda: _words(told))


def _check_said(told: Told) -> None:
    if told.said not in SAID:
        raise errors.SaidNeeded


def _words(told: Told) -> str:
    words = clean_lines(told.words, LONGEST_ANSWER)
    if words is None:
        raise errors.AnswerTooLong
    return words
