"""What in a text could tell who somebody is, with the names of people the writer learns with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED, LEFT
from app.kit.times import in_zone
from app.people.models import Person
from app.reflections.rules import HOME_ZONE
from app.reflections.rules.details import find_details
from app.reflections.rules.details.shown import Shown, marks_of, not_shown, shown

_mine = aliased(Enrolment)
_theirs = aliased(Enrolment)
# Who has left is still known to those who met them; who has not joined yet is known to nobody.
_WERE_THERE = (JOINED, LEFT)
# Built once.
_NAMES = (
    select(Person.name)
    .join(_theirs, _theirs.person_id == Person.id)
    .join(_mine, _mine.cohort_id == _theirs.cohort_id)
    .where(
        _mine.person_id == bindparam("person"),
        _mine.state.in_(_WERE_THERE),
        _theirs.person_id != bindparam("person"),
        _theirs.state.in_(_WERE_THERE),
    )
    .distinct()
)


@dataclass(frozen=True)
class Details:
    """Pieces that could tell who somebody is, for the writer's own eyes; never kept anywhere.

    `marks` are signs of all pieces of the text, which the next page carries so that none of them
    is asked about again.
    """

    pieces: Sequence[Shown]
    marks: str


def names_of_companions(db: Session, actor: Person) -> Sequence[str]:
    """The names of all who are or were in a cohort with the actor. One statement."""
    return db.scalars(_NAMES, {"person": actor.id}).all()


def details_in(
    db: Session,
    actor: Person,
    text: str,
    *,
    earlier: str = "",
    shown_before: str = "",
    now: datetime,
) -> Details:
    """The pieces of a text that no page has shown the actor yet.

    `shown_before` are the marks that a page carried. What an `earlier` text says already was
    shown when that was saved. One statement; time in proportion to the length of the texts.
    """
    today = in_zone(now, HOME_ZONE).date()
    names = names_of_companions(db, actor)
    found = find_details(text, names, today=today)
    known = marks_of(find_details(earlier, names, today=today)) if found and earlier else ""
    new = not_shown(not_shown(found, shown_before), known)
    return Details(shown(text, new), marks_of(found))
