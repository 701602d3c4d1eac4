"""Texts that say how a pledge is going, or that nobody should ask any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.calls import Reason, raise_calls
from app.mentoring.actions.text_answers import Taken
from app.mentoring.actions.texts import Others
from app.mentoring.rules.calls import WANTS_CALL
from app.mentoring.rules.replies import PLEDGE, Reply, first_name
from app.people.models import Person
from app.post.actions.choices import choose_letters
from app.post.rules.topics import NONE, PLEDGES
from app.practice.actions.pledge_answers import Told, keep_answer
from app.practice.queries.pledge_letters import AskedByPhone, asked_by_phone, pledge_numbers
from app.practice.rules.pledges import TEXT

STOP = "stop"


def take_pledge(db: Session, people: Sequence[Person], reply: Reply, now: datetime) -> Taken | None:
    """Keep what a text says of the one pledge that it can be about; None when that is not clear.

    A stop is for all questions about pledges of one person. At most eight statements.
    """
    named = _named(asked_by_phone(db, [one.id for one in people]), reply.names)
    makers = {one.person_id for one in named}
    if len(makers) != 1:
        return None
    person_id = makers.pop()
    if reply.value == STOP:
        choose_letters(db, person_id, {PLEDGES: NONE}, by_id=person_id, now=now)
        return Taken(person_id)
    waiting = [one for one in named if one.is_open] or named
    if len(waiting) != 1:
        return None
    told = Told(reply.value, via=TEXT)
    keep_answer(db, waiting[0].pledge_id, told, by=None, form=new_id(), now=now)
    if reply.wants_call:
        raise_calls(db, [Reason(person_id, None, WANTS_CALL)], now=now)
    return Taken(person_id)


def _named(asked: Sequence[AskedByPhone], names: frozenset[str]) -> Sequence[AskedByPhone]:
    """Those that a text names, by the first name of their maker, by their number, or by both."""
    numbers = {name for name in names if name.isdigit()}
    makers = names - numbers
    return [
        one
        for one in asked
        if (not numbers or str(one.number) in numbers)
        and (not makers or first_name(one.name) in makers)
    ]


PLEDGE_TEXTS = Others({PLEDGE: take_pledge}, pledge_numbers)
