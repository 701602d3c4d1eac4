"""A person's own answers about their wellbeing; nobody else reads them."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.practice.models import WellbeingAnswer


def own_wellbeing(db: Session, actor: Person, number: int) -> Page[WellbeingAnswer]:
    """What the actor said, newest first, fifty at a time. Two statements."""
    own = WellbeingAnswer.person_id == actor.id
    total = db.scalar(select(func.count(WellbeingAnswer.id)).where(own)) or 0
    number = nearest_page(number, total)
    rows = db.scalars(
        select(WellbeingAnswer)
        .where(own)
        .order_by(WellbeingAnswer.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    return Page(rows, number, total)
