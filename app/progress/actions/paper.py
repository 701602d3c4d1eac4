"""Typing in for somebody what they did on paper, or told by phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.times import say_date, start_of
from app.people.models import Person
from app.progress import rules
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.complete import mark_step_done
from app.progress.errors import DayImpossible, DayNeeded, HowNeeded, TickNeeded
from app.progress.queries.paper import PaperPlace


@dataclass(frozen=True)
class Sheet:
    """How something came to whoever types it in, and its day; `key` is the form's own."""

    how: str
    on: date | None
    key: UUID | None = None


def enter_done(
    db: Session, actor: Person, place: PaperPlace, *, sheet: Sheet, now: datetime
) -> None:
    """A person did a step on paper. What they did online stays; both are kept. Four statements.

    Of a reflection it is kept that it happened, and nothing else.
    Raises: EntryRefused; NotFound when there is no such step; AnswersNeeded.
    """
    entry = _entry(actor, place, sheet, now)
    mark_step_done(db, actor, at=place.at, now=now, entry=entry)


def enter_answers(
    db: Session,
    actor: Person,
    place: PaperPlace,
    *,
    sheet: Sheet,
    options: Mapping[str, str],
    now: datetime,
) -> None:
    """A person answered questions on paper: one try at each that has a tick. Seven statements.

    Their own tries online stay as they are.
    Raises: EntryRefused; NotFound when there is no such step, question or option.
    """
    entry = _entry(actor, place, sheet, now)
    if not options:
        raise TickNeeded
    save_answers(db, actor, at=place.at, chosen=Chosen(options), now=now, entry=entry)


def check_day(place: PaperPlace, on: date | None, *, now: datetime) -> date:
    """The day, if something can have been done on it.

    Raises: DayNeeded; DayImpossible.
    """
    if on is None:
        raise DayNeeded
    days = place.days(now)
    if on not in days:
        raise DayImpossible(say_date(days.first), say_date(days.last))
    return on


def _entry(actor: Person, place: PaperPlace, sheet: Sheet, now: datetime) -> rules.Entry:
    on = check_day(place, sheet.on, now=now)
    if sheet.how not in rules.HOWS:
        raise HowNeeded
    done_at = start_of(on, place.cohort.time_zone)
    return rules.Entry(actor.id, sheet.how, on, done_at, sheet.key or new_id())
