"""Asking to open somebody's log, answering, and closing it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.kit.db import changed, new_id
from app.people.models import Person
from app.people.rules import clean_lines
from app.post.actions.plan import NewLetter, plan_letters
from app.post.rules import BY_HAND, cohort_of_letter
from app.reflections.errors.log_openings import (
    AnsweredAlready,
    AskedBefore,
    NotYoursToDecide,
    PersonNeeded,
    ReasonNeeded,
    ReasonTooLong,
)
from app.reflections.letters.log_openings import LOG_ASKED, LOG_OPENED
from app.reflections.models import REASON, LogOpening
from app.reflections.policy.log_openings import is_second
from app.reflections.queries.log_openings import OpeningPlace, holds
from app.reflections.rules.log_openings import (
    ANSWER_WITHIN,
    APPROVED,
    ASKED,
    ASKERS,
    DECIDERS,
    LASTS,
    LONGEST_REASON,
    REFUSED,
    SHORTEST_REASON,
    WITHDRAWN,
)
from app.vault.actions import key_for_writing


def ask_to_open(
    db: Session,
    actor: Person,
    *,
    person_id: UUID | None,
    reason: str,
    is_required_by_law: bool,
    request_key: UUID,
    now: datetime,
) -> UUID:
    """Ask to open one person's log, and give the request's id; nothing is opened by it.

    Those who may be the second person get a letter that names nobody but the asker. The same form
    sent again is one request. At most eight statements.
    Raises: PersonNeeded, ReasonNeeded, ReasonTooLong; AskedBefore when it says something else.
    """
    why = _checked(reason)
    if person_id is None or person_id == actor.id or db.get(Person, person_id) is None:
        raise PersonNeeded
    opening_id = new_id()
    key = key_for_writing(db, person_id, now=now)
    made: UUID | None = db.scalar(
        insert(LogOpening)
        .values(
            id=opening_id,
            person_id=person_id,
            asked_by_id=actor.id,
            sealed_reason=key.seal(why, REASON, opening_id),
            is_required_by_law=is_required_by_law,
            asked_at=now,
            request_key=request_key,
        )
        .on_conflict_do_nothing(index_elements=["asked_by_id", "request_key"])
        .returning(LogOpening.id)
    )
    if made is not None:
        _tell_deciders(db, actor, made, person_id=person_id, now=now)
        return made
    sent_before = LogOpening.asked_by_id == actor.id, LogOpening.request_key == request_key
    kept = db.scalars(select(LogOpening).where(*sent_before)).one()
    same = (kept.person_id, kept.is_required_by_law) == (person_id, is_required_by_law)
    if not same or key.open(kept.sealed_reason, REASON, kept.id) != why:
        raise AskedBefore
    return kept.id


def decide(
    db: Session, actor: Person, place: OpeningPlace, *, says_yes: bool, now: datetime
) -> None:
    """Say yes or no to somebody else's request; a yes opens the log for a day.

    The person whose log it is gets a letter at once, whatever the reason. One of two who answer
    at the same moment is told that it was answered. At most five statements.
    Raises: NotYoursToDecide, AnsweredAlready.
    """
    if not is_second(actor, place):
        raise NotYoursToDecide
    opening = place.opening
    # Held, so that a role that is being taken away is gone before the yes, or ends what it opened.
    both = Person.id.in_([opening.asked_by_id, actor.id])
    db.execute(select(Person.id).where(both).order_by(Person.id).with_for_update(read=True))
    done = changed(
        db,
        update(LogOpening)
        .where(
            LogOpening.id == opening.id,
            LogOpening.state == ASKED,
            LogOpening.asked_at > now - ANSWER_WITHIN,
            # Looked at again in the database: roles may have been taken away since the page.
            _has_role(opening.asked_by_id, ASKERS),
            _has_role(actor.id, DECIDERS),
        )
        .values(
            state=APPROVED if says_yes else REFUSED,
            decided_by_id=actor.id,
            decided_at=now,
            ends_at=now + LASTS if says_yes else None,
        )
        .execution_options(synchronize_session=False),
    )
    if not done:
        raise AnsweredAlready
    if says_yes:
        _tell(db, opening, now=now)


def close_opening(db: Session, actor: Person, place: OpeningPlace, *, now: datetime) -> None:
    """The asker takes the request back, or closes the log before its time. Two statements.

    What was so already changes nothing.
    """
    own = LogOpening.id == place.opening.id, LogOpening.asked_by_id == actor.id
    for state, values in ((ASKED, {"state": WITHDRAWN}), (APPROVED, {"closed_at": now})):
        db.execute(
            update(LogOpening)
            .where(*own, LogOpening.state == state, LogOpening.closed_at.is_(None))
            .values(values)
            .execution_options(synchronize_session=False)
        )


def _checked(text: str) -> str:
    reason = clean_lines(text, LONGEST_REASON)
    if reason is None:
        raise ReasonTooLong
    if len(reason) < SHORTEST_REASON:
        raise ReasonNeeded
    return reason


def _has_role(person_id: UUID | None, roles: frozenset[str]) -> ColumnElement[bool]:
    return exists().where(Person.id == person_id, holds(Person, roles))


def _tell_deciders(
    db: Session, asker: Person, opening_id: UUID, *, person_id: UUID, now: datetime
) -> None:
    # Never by hand: whoever brings letters need not know that somebody asks.
    deciders = db.scalars(
        select(Person.id).where(
            holds(Person, DECIDERS),
            Person.id.not_in([asker.id, person_id]),
            Person.channel.not_in(BY_HAND),
        )
    )
    letters = [
        NewLetter(person_id=one, kind=LOG_ASKED, about_id=opening_id, due_at=now)
        for one in deciders
    ]
    plan_letters(db, letters, now=now)


def _tell(db: Session, opening: LogOpening, *, now: datetime) -> None:
    # Whoever is reached by hand is told by those who run their newest cohort.
    newest = db.execute(
        select(Person.channel, Cohort.id)
        .outerjoin(Enrolment, (Enrolment.person_id == Person.id) & (Enrolment.state == JOINED))
        .outerjoin(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(Person.id == opening.person_id)
        .order_by(Cohort.starts_on.desc().nulls_last(), Cohort.id)
        .limit(1)
    ).one()
    letter = NewLetter(
        person_id=opening.person_id,
        kind=LOG_OPENED,
        about_id=opening.id,
        due_at=now,
        cohort_id=cohort_of_letter(*newest),
    )
    plan_letters(db, [letter], now=now)
