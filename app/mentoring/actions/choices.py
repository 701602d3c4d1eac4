"""Whom somebody would choose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.mentoring.actions.profiles import note_change
from app.mentoring.errors.profiles import CannotChoose, ChangedMeanwhile
from app.mentoring.models import MentoringChoice
from app.mentoring.queries.people import chosen_of, who_can_be_chosen
from app.mentoring.rules.profiles import CHOSE
from app.mentoring.rules.topics import MOST_CHOICES
from app.people.models import Person


def keep_choices(
    db: Session,
    actor: Person,
    person: Person,
    chosen: Sequence[UUID],
    *,
    seen: Sequence[UUID] | None = None,
    now: datetime,
) -> None:
    """Keep whom a person would choose, the first before the second; flushed. Five statements.

    The actor is the person, or whoever enters it for them. `seen` are the choices that the form
    showed; None: it showed none. The person's row is held until the commit, so that two windows
    leave the choices of one; the same sent again changes nothing.
    Raises: CannotChoose, ChangedMeanwhile.
    """
    db.scalars(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))
    people = who_can_be_chosen(db, person.id)
    can, kept = {one.person_id for one in people}, chosen_of(people)
    if len(set(chosen)) != len(chosen) or len(chosen) > MOST_CHOICES or not can.issuperset(chosen):
        raise CannotChoose
    if list(chosen) == kept:
        return
    if seen is not None and list(seen) != kept:
        raise ChangedMeanwhile
    db.execute(delete(MentoringChoice).where(MentoringChoice.person_id == person.id))
    db.add_all(
        MentoringChoice(person_id=person.id, position=position, chosen_id=one)
        for position, one in enumerate(chosen, start=1)
    )
    note_change(db, actor, person, CHOSE, now=now)
