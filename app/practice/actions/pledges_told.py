"""What somebody tells a facilitator by phone or on paper: a pledge, and how it goes."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat
from app.helping.queries.entering import Entering, may_enter_for
from app.helping.rules import PLEDGES
from app.kit.errors import NotFound, Refusal, refusals_of
from app.people.models import Person
from app.practice.actions.pledge_answers import Told, faults_in_answer, keep_answer
from app.practice.actions.pledge_changes import add_amendment
from app.practice.actions.pledges import Promise, held_pledge, keep_pledge
from app.practice.errors import pledges as errors
from app.practice.models import Pledge, PledgeAnswer
from app.practice.queries.told_pledges import teller, told_pledge
from app.practice.rules.pledges import ME, READERS, TOLD, Wording


@dataclass(frozen=True)
class Sending:
    """Who told it, the key of the form, and the number of the pledge that they speak of."""

    person_id: UUID | None
    form: UUID
    number: int = 0


@dataclass(frozen=True)
class Change:
    """What somebody would like to be different; what is empty or None stays as it is."""

    words: Wording
    seen_by: str = ""
    is_asked: bool | None = None

    @property
    def has_words(self) -> bool:
        """Whether there are other words."""
        return any(part.strip() for part in astuple(self.words))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        return not (self.has_words or self.seen_by) and self.is_asked is None


def enter_pledge(
    db: Session,
    actor: Person,
    seat: Seat,
    sending: Sending,
    promise: Promise,
    *,
    now: datetime,
) -> int:
    """Keep a pledge that somebody of the cohort told the actor; says its number.

    The record says who entered it, and the actor reads it again only if the person shows it. Eight
    statements at most.
    Raises: NotFound for whoever neither runs the cohort nor helps; PersonNeeded, and those of
    `keep_pledge`. A helper shows it to nobody else: that is the person's own choice.
    """
    person = _somebody(db, actor, seat, sending.person_id, now=now)
    made = keep_pledge(
        db,
        actor,
        person_id=person.id,
        cohort=seat.cohort,
        promise=promise if may_facilitate(actor, seat) else replace(promise, seen_by=ME),
        form=sending.form,
        now=now,
    )
    return db.get_one(Pledge, made).number


def enter_answer(
    db: Session,
    actor: Person,
    seat: Seat,
    sending: Sending,
    told: Told,
    *,
    now: datetime,
) -> PledgeAnswer:
    """Keep how somebody of the cohort told the actor that their pledge goes. Nine at most.

    Raises: NotFound for whoever does not run the cohort; PersonNeeded, WayNeeded, NoSuchPledge,
    SaidNeeded, AnswerTooLong, TooManyAnswers.
    """
    person = _somebody(db, actor, seat, sending.person_id, now=now)
    _check_way(told)
    pledge = told_pledge(db, seat.cohort.id, person.id, sending.number)
    if pledge is None:
        raise errors.NoSuchPledge
    return keep_answer(db, pledge.id, told, by=actor, form=sending.form, now=now)


def faults_in_told_answer(sending: Sending, told: Told) -> list[Refusal]:
    """All that such a form lacks, so that it is said in one round; whose it is, `enter_answer`."""
    number = [] if sending.number > 0 else [errors.NoSuchPledge()]
    return [*number, *refusals_of(lambda: _check_way(told)), *faults_in_answer(told)]


def enter_change(
    db: Session, actor: Person, seat: Seat, sending: Sending, change: Change, *, now: datetime
) -> None:
    """Keep what somebody of the cohort told the actor to change of their pledge. Eight at most.

    New words are an amendment: what was said before is kept, since the actor cannot read it.
    Raises: NotFound for whoever does not run the cohort; PersonNeeded, NoSuchPledge,
    NothingToChange, ReadersNeeded, WhatNeeded, WhatTooLong, PartTooLong.
    """
    if not may_facilitate(actor, seat):
        raise NotFound
    person = _somebody(db, actor, seat, sending.person_id, now=now)
    if change.is_empty:
        raise errors.NothingToChange
    if change.seen_by and change.seen_by not in READERS:
        raise errors.ReadersNeeded
    found = told_pledge(db, seat.cohort.id, person.id, sending.number)
    if found is None:
        raise errors.NoSuchPledge
    pledge = held_pledge(db, found.id)
    if change.has_words:
        add_amendment(db, pledge, change.words, by=actor, now=now)
    if change.seen_by or change.is_asked is not None:
        pledge.seen_by = change.seen_by or pledge.seen_by
        pledge.is_asked = pledge.is_asked if change.is_asked is None else change.is_asked
        pledge.chosen_by_id = actor.id
    db.flush()


def _check_way(told: Told) -> None:
    if told.via not in TOLD:
        raise errors.WayNeeded


def _somebody(
    db: Session, actor: Person, seat: Seat, person_id: UUID | None, *, now: datetime
) -> Person:
    """Whoever tells it: somebody else who is in the cohort, to its facilitator or their helper."""
    runs_it = may_facilitate(actor, seat)
    if person_id is None and not runs_it:
        raise NotFound
    entering = person_id and Entering(person_id, PLEDGES, runs_it, seat.cohort.id)
    if entering and not may_enter_for(db, actor, entering, now=now, hold=True):
        raise NotFound
    found = teller(db, seat.cohort.id, person_id) if person_id else None
    if found is None or found.id == actor.id:
        raise errors.PersonNeeded
    return found
