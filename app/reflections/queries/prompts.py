"""Questions that may help with writing, as the course holds them; nobody has to use any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Uuid, and_, bindparam, exists, func, literal, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.people.models import Person
from app.reflections.queries.frame import IS_OPENED
from app.syllabus.models import Card, Edition
from app.syllabus.rules.shown import INTRO

SHELF = "prompts"

_any = aliased(Card)
# When the newest of the person's own cohorts with an edition began.
_began = (
    select(func.max(Cohort.starts_on))
    .join(Enrolment, Enrolment.cohort_id == Cohort.id)
    .where(
        Cohort.edition_id == Edition.id,
        Enrolment.person_id == bindparam("person", type_=Uuid),
        Enrolment.state == JOINED,
    )
    .correlate(Edition)
    .scalar_subquery()
)
_edition = (
    select(Edition.id)
    .where(
        Edition.published_at.is_not(None),
        exists().where(_any.edition_id == Edition.id, _any.kind == SHELF),
    )
    .order_by(_began.desc().nulls_last(), Edition.published_at.desc(), Edition.key.desc())
    .limit(1)
    .scalar_subquery()
)
_whoever = select(literal(1).label("one")).subquery()
# Built once. There is a row without a card when no course has any.
_CARDS = (
    select(IS_OPENED, Card.key, Card.title, Card.data)
    .select_from(_whoever)
    .outerjoin(Card, and_(Card.edition_id == _edition, Card.kind == SHELF))
    .order_by(Card.position)
)


@dataclass(frozen=True)
class Model:
    """A way to think something over: `data` holds `about`, `questions` and `documents`."""

    key: str
    title: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Prompts:
    """What stands beside the box; `chosen` is the key of the model that is open, if one is."""

    title: str
    html: str
    models: Sequence[Model]
    chosen: str | None


@dataclass(frozen=True)
class AtBox:
    """What the box is shown with: questions, and whether two people have opened the log."""

    prompts: Prompts | None
    is_opened: bool


def at_box(db: Session, actor: Person, chosen: str | None = None, *, now: datetime) -> AtBox:
    """The questions of the actor's own course, or else of the newest that has some.

    None when no course has any. And whether somebody can read the actor's log now. One statement.
    """
    rows = db.execute(_CARDS, {"person": actor.id, "now": now}).all()
    cards = {row[1]: Model(*row[1:]) for row in rows if row[1]}
    return AtBox(_prompts(cards, chosen), is_opened=rows[0][0])


def _prompts(cards: dict[str, Model], chosen: str | None) -> Prompts | None:
    intro = cards.pop(INTRO, None)
    if intro is None:
        return None
    known = chosen if chosen in cards else None
    return Prompts(intro.title, intro.data["html"], list(cards.values()), known)
