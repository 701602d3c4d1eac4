"""Typing in numbers that somebody gave on paper or by phone; whoever types reads none back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import JOINED
from app.kit.db import new_id
from app.kit.errors import Refusal, refusals_of
from app.kit.sendings import sending_key
from app.people.models import Person
from app.practice.actions.counting import count_plumbline
from app.practice.actions.plumblines import clean_place, give_scores
from app.practice.actions.tellers import somebody_in
from app.practice.errors import plumblines as errors
from app.practice.models import Plumbline, PlumblineLook
from app.practice.queries.plumblines import LookPlace, PlumblinePlace
from app.practice.rules.keys import NAME
from app.practice.rules.looks import MOMENTS
from app.vault.actions import key_for_writing


@dataclass(frozen=True)
class Told:
    """What somebody told: whose it is, of which place, at which look, and their numbers.

    Without a name it is the place that they named last.
    """

    person_id: UUID | None
    name: str
    moment: str
    sent: Mapping[str, str]
    is_counted: bool
    form_key: UUID


def enter_look(db: Session, actor: Person, cohort: Cohort, told: Told, *, now: datetime) -> None:
    """Keep a whole look for somebody of the cohort; the record says who typed it in.

    Numbers that are there already are never changed this way. The same form sent twice changes
    nothing more. At most fourteen statements.
    Raises: PersonNeeded, MomentNeeded, NameNeeded, NameTooLong, LookThere, LookClosed,
    NoSuchScore, NoNumbers, NothingAsked; CannotOpen.
    """
    person_id = somebody_in(db, actor, cohort, told.person_id)
    _check_moment(told)
    _check_numbers(told)
    plumbline = _named(db, cohort, person_id, told, now) if told.name else None
    plumbline = plumbline or _newest(db, cohort, person_id)
    if plumbline is None:
        raise errors.NameNeeded
    is_there = exists().where(
        PlumblineLook.plumbline_id == plumbline.id, PlumblineLook.moment == told.moment
    )
    if db.scalar(select(is_there)):
        raise errors.LookThere
    at = LookPlace(PlumblinePlace(plumbline, cohort, JOINED), told.moment)
    give_scores(db, at, sent=told.sent, is_all=True, now=now, entered_by=actor)
    if told.is_counted:
        count_plumbline(db, plumbline, is_counted=True)


def faults_in(told: Told) -> list[Refusal]:
    """All that such a form lacks, so that it is said in one round; no statement."""
    return refusals_of(
        lambda: _check_person(told),
        lambda: told.name and clean_place(told.name),
        lambda: _check_moment(told),
        lambda: _check_numbers(told),
    )


def _check_person(told: Told) -> None:
    if told.person_id is None:
        raise errors.PersonNeeded


def _check_moment(told: Told) -> None:
    if told.moment not in MOMENTS:
        raise errors.MomentNeeded


def _check_numbers(told: Told) -> None:
    if not any(score.strip() for score in told.sent.values()):
        raise errors.NoNumbers


def _named(db: Session, cohort: Cohort, person_id: UUID, told: Told, now: datetime) -> Plumbline:
    """A new plumbline for this place; or the one that this form began before."""
    called = clean_place(told.name)
    begun = sending_key(told.form_key, person_id, cohort.id, called)
    earlier = db.scalar(select(Plumbline).where(Plumbline.request_key == begun))
    if earlier:
        return earlier
    # Sealed for the person; whoever types it in need not be able to read it.
    key = key_for_writing(db, person_id, now=now, alone=True)
    made = Plumbline(
        id=new_id(),
        cohort_id=cohort.id,
        person_id=person_id,
        created_at=now,
        request_key=begun,
        is_counted=False,
    )
    made.sealed_name = key.seal(called, NAME, made.id)
    db.add(made)
    db.flush()
    return made


def _newest(db: Session, cohort: Cohort, person_id: UUID) -> Plumbline | None:
    return db.scalar(
        select(Plumbline)
        .where(Plumbline.person_id == person_id, Plumbline.cohort_id == cohort.id)
        .order_by(Plumbline.id.desc())
        .limit(1)
    )
