"""A person's own answers about their wellbeing; nobody else reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.practice.models import WellbeingAnswer


@dataclass(frozen=True)
class SaidWellbeing:
    """What a person said on one day, and who typed it in for them if another did."""

    row: WellbeingAnswer
    entered_by: str | None


def own_wellbeing(db: Session, actor: Person, number: int) -> Page[SaidWellbeing]:
    """What the actor said, newest first, fifty at a time. Two statements."""
    of_person = WellbeingAnswer.person_id == actor.id
    total = db.scalar(select(func.count(WellbeingAnswer.id)).where(of_person)) or 0
    number = nearest_page(number, total)
    rows = db.execute(_own(actor).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE))
    return Page([SaidWellbeing(*row) for row in rows], number, total)


def all_own_wellbeing(db: Session, actor: Person) -> Sequence[SaidWellbeing]:
    """All that the actor ever said, newest first. One statement."""
    return [SaidWellbeing(*row) for row in db.execute(_own(actor))]


def _own(actor: Person) -> Select[WellbeingAnswer, str]:
    return (
        select(WellbeingAnswer, Person.name)
        .outerjoin(Person, Person.id == WellbeingAnswer.entered_by_id)
        .where(WellbeingAnswer.person_id == actor.id)
        .order_by(WellbeingAnswer.id.desc())
    )
