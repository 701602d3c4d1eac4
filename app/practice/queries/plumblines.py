"""A person's own plumblines; nobody else can read a row of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.people.models import Person
from app.practice.models import Plumbline, PlumblineLook, PlumblineScore
from app.practice.queries.questions import framework_steps
from app.practice.rules.comparing import Asked, FrameworkStep, Line, Look, lines_of
from app.practice.rules.keys import NAME
from app.practice.rules.looks import MOMENTS, is_open
from app.vault.queries import keys_of


@dataclass(frozen=True)
class PlumblinePlace:
    """A plumbline, its cohort, and how the actor stands in that cohort (None: not at all)."""

    plumbline: Plumbline
    cohort: Cohort
    state: str | None


@dataclass(frozen=True)
class LookPlace:
    """A plumbline and one of the three looks at it, begun or not."""

    place: PlumblinePlace
    moment: str


@dataclass(frozen=True)
class KeptLook:
    """A look as it is kept, with its answers and who typed them in."""

    row: PlumblineLook
    look: Look
    entered_by: str | None

    @property
    def answered(self) -> int:
        """How many items have an answer, “I don't know” among them."""
        return len(self.look.scores)


@dataclass(frozen=True)
class PlumblinePage:
    """A plumbline opened for the person whose it is."""

    name: str
    looks: dict[str, KeptLook]
    lines: Sequence[Line]

    @property
    def begun(self) -> set[str]:
        """The moments of the looks that have been begun."""
        return set(self.looks)

    @property
    def done(self) -> set[str]:
        """The moments of those that are finished."""
        return {moment for moment, kept in self.looks.items() if kept.row.done_at}

    def can_look(self, moment: str) -> bool:
        """Whether this look can be begun or changed."""
        return is_open(moment, self.begun, self.done)


def plumbline_place(db: Session, actor: Person, *, plumbline_id: UUID) -> PlumblinePlace | None:
    """The plumbline of this address, for guards; policy decides. One statement."""
    row = db.execute(
        select(Plumbline, Cohort, Enrolment.state)
        .join(Cohort, Cohort.id == Plumbline.cohort_id)
        .outerjoin(
            Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)
        )
        .where(Plumbline.id == plumbline_id)
    ).one_or_none()
    return PlumblinePlace(*row) if row else None


def look_place(db: Session, actor: Person, *, plumbline_id: UUID, moment: str) -> LookPlace | None:
    """One of the three looks at a plumbline, for guards. At most one statement."""
    place = plumbline_place(db, actor, plumbline_id=plumbline_id) if moment in MOMENTS else None
    return LookPlace(place, moment) if place else None


def plumbline_page(db: Session, actor: Person, at: PlumblinePlace) -> PlumblinePage:
    """One plumbline with its looks, set beside each other. Two statements.

    Three more when its looks were asked in different editions of the framework.
    Raises: LookupError for anybody else, whatever the page that asks has decided; CannotOpen.
    """
    looks = {kept.row.moment: kept for kept in looks_at(db, at.plumbline.id)}
    story: Sequence[FrameworkStep] = ()
    if len({kept.row.framework_id for kept in looks.values()}) > 1:
        story = framework_steps(db)
    in_order = [kept.look for kept in looks.values()]
    return PlumblinePage(own_name(db, actor, at.plumbline), looks, lines_of(in_order, story))


def own_name(db: Session, actor: Person, plumbline: Plumbline) -> str:
    """What the person called it, for them alone. One statement.

    Raises: LookupError for anybody else, whatever the page that asks has decided; CannotOpen.
    """
    if plumbline.person_id != actor.id:
        message = "a plumbline is for the person alone who holds it"
        raise LookupError(message)
    key = keys_of(db, [actor.id])[actor.id]
    return key.open(plumbline.sealed_name, NAME, plumbline.id)


def looks_at(db: Session, plumbline_id: UUID) -> list[KeptLook]:
    """The looks at a plumbline with their answers, oldest first. One statement."""
    return looks_where(db, Plumbline.id == plumbline_id)


def looks_where(db: Session, which: ColumnElement[bool]) -> list[KeptLook]:
    """The looks at these plumblines with their answers, oldest first. One statement."""
    scores = (
        select(func.jsonb_object_agg(PlumblineScore.item_key, PlumblineScore.score))
        .where(PlumblineScore.look_id == PlumblineLook.id)
        .scalar_subquery()
    )
    rows = db.execute(
        select(PlumblineLook, scores, Person.name)
        .join(Plumbline, Plumbline.id == PlumblineLook.plumbline_id)
        .outerjoin(Person, Person.id == PlumblineLook.entered_by_id)
        .where(which)
        .order_by(PlumblineLook.begun_at, PlumblineLook.id)
        .execution_options(populate_existing=True)
    )
    return [KeptLook(row, look_from(row, given or {}), typist) for row, given, typist in rows]


def look_from(row: PlumblineLook, scores: dict[str, Any]) -> Look:
    """A row and its answers as the rules read them."""
    asked = [Asked(**one) for one in row.asked]
    return Look(row.moment, row.framework_id, asked, scores)
