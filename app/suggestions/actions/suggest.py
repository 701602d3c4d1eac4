"""Asking for a change to a step, oneself or for somebody who told it on paper or by phone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.kit.sendings import sending_key
from app.people.models import Person
from app.progress.queries import Place
from app.progress.queries.courses import course_of
from app.progress.queries.on_way import StepOnWay
from app.progress.queries.steps import open_step_on
from app.suggestions import errors
from app.suggestions.models import Suggestion
from app.suggestions.rules import LONGEST, clean_words


@dataclass(frozen=True)
class Said:
    """What somebody would change, whether their cohort may see their name, and the form's key."""

    words: str
    is_named: bool
    key: UUID


def suggest(db: Session, _actor: Person, *, at: Place, said: Said, now: datetime) -> None:
    """Keep what the actor would change about a step that is open to them. Two statements.

    The same form sent twice is one suggestion; with other words it is another.
    Raises: WordsNeeded, TooLong; NotOpenYet; NotFound when there is no such step.
    """
    words = _checked(said.words)
    step = _step(db, at, now)
    _keep(db, at, replace(said, words=words), step, at.enrolment.id, now=now)


def enter_for_somebody(
    db: Session, actor: Person, *, at: Place, person_id: UUID | None, said: Said, now: datetime
) -> None:
    """Keep what somebody told on paper or by phone; the record says who typed it in.

    `person_id` is whose words they are; None: somebody who does not want to be written down at
    all. Then the row stands at the actor's own place in the cohort, never at a guess, and carries
    no name; that the actor typed it in tells that the words are not theirs. Three statements.
    Raises: WordsNeeded, TooLong, PersonNeeded; NotFound when there is no such step.
    """
    words = _checked(said.words)
    step = _step(db, at, now)
    author, is_named = at.enrolment.id, False
    if person_id is not None:
        author, is_named = _place_of(db, at, person_id), said.is_named
    _keep(db, at, Said(words, is_named, said.key), step, author, now=now, entered_by=actor)


def _keep(
    db: Session,
    at: Place,
    said: Said,
    step: StepOnWay,
    author: UUID,
    *,
    now: datetime,
    entered_by: Person | None = None,
) -> None:
    kept = insert(Suggestion).values(
        cohort_id=at.cohort.id,
        step_id=step.id,
        enrolment_id=author,
        words=said.words,
        is_named=said.is_named,
        entered_by_id=entered_by.id if entered_by else None,
        created_at=now,
        # With the sender, so that nobody uses up the key of somebody else's form.
        request_key=sending_key(said.key, at.enrolment.id, f"{step.id} {author} {said.words}"),
    )
    # Whoever goes back and takes their name off is heard, and nobody's name comes back.
    is_named = and_(Suggestion.is_named, kept.excluded.is_named)
    db.execute(
        kept.on_conflict_do_update(
            index_elements=[Suggestion.request_key], set_={"is_named": is_named}
        )
    )


def _place_of(db: Session, at: Place, person_id: UUID) -> UUID:
    found = db.scalar(
        select(Enrolment.id).where(
            Enrolment.cohort_id == at.cohort.id,
            Enrolment.person_id == person_id,
            Enrolment.state == JOINED,
        )
    )
    if found is None or person_id == at.enrolment.person_id:
        raise errors.PersonNeeded
    return found


def _step(db: Session, at: Place, now: datetime) -> StepOnWay:
    return open_step_on(course_of(db, at.enrolment.id, now=now), at.step)


def _checked(text: str) -> str:
    words = clean_words(text)
    if not words:
        raise errors.WordsNeeded
    if len(words) > LONGEST:
        raise errors.TooLong
    return words
