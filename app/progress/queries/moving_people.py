"""Reads for moving one person to another cohort; each says how many statements it costs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.policy import may_look_after
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.queries.seats import Seats, seats_of
from app.cohorts.rules import FACILITATOR, INVITED, JOINED, OFFERED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Edition, Step


@dataclass(frozen=True)
class Carried:
    """How many steps that somebody did have a step with the same keys in another edition."""

    done: int
    fitting: int


@dataclass(frozen=True)
class PersonMove:
    """What a move to a cohort would bring; `state` is how the person stands there already."""

    cohort: Cohort
    edition: str
    is_same_edition: bool
    carried: Carried
    seats: Seats
    state: str | None

    @property
    def is_there(self) -> bool:
        """Whether the person is in that cohort already."""
        return self.state == JOINED

    @property
    def is_full(self) -> bool:
        """Whether there is no seat for the person."""
        return self.state not in (INVITED, OFFERED) and self.seats.for_newcomers == 0


def cohorts_to_move_to(db: Session, actor: Person, *, besides: UUID, number: int) -> Page[Cohort]:
    """The other cohorts that the actor looks after, newest start first, fifty at a time.

    Two statements.
    """
    own = _looked_after(select(Cohort), actor).where(Cohort.id != besides)
    total = db.scalar(select(func.count()).select_from(own.subquery())) or 0
    number = nearest_page(number, total)
    rows = db.scalars(
        own.order_by(Cohort.starts_on.desc(), Cohort.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    return Page(rows, number, total)


def person_move(
    db: Session, actor: Person, *, seat: Seat, enrolment: Enrolment, to: str
) -> PersonMove | None:
    """What a move to the cohort with this address would bring; five statements.

    None when the actor does not look after it, or it is where the person is.
    """
    there = seat_by_slug(db, actor, slug=to) if to else None
    if there is None or there.cohort.id == seat.cohort.id or not may_look_after(actor, there):
        return None
    new = there.cohort
    return PersonMove(
        cohort=new,
        edition=db.scalar(select(Edition.title).where(Edition.id == new.edition_id)) or "",
        is_same_edition=new.edition_id == seat.cohort.edition_id,
        carried=_carried(db, enrolment, new.edition_id),
        seats=seats_of(db, new.id),
        state=db.scalar(
            select(Enrolment.state).where(
                Enrolment.cohort_id == new.id, Enrolment.person_id == enrolment.person_id
            )
        ),
    )


def _carried(db: Session, enrolment: Enrolment, edition_id: UUID) -> Carried:
    done = (
        select(CourseModule.key.label("module"), Step.key.label("step"))
        .select_from(StepProgress)
        .join(Step, Step.id == StepProgress.step_id)
        .join(CourseModule, CourseModule.id == Step.module_id)
        .where(StepProgress.enrolment_id == enrolment.id, StepProgress.done_at.is_not(None))
        .distinct()
        .subquery()
    )
    fitting = (
        select(CourseModule.key.label("module"), Step.key.label("step"))
        .join(Step, Step.module_id == CourseModule.id)
        .where(CourseModule.edition_id == edition_id)
        .subquery()
    )
    same = and_(fitting.c.module == done.c.module, fitting.c.step == done.c.step)
    row = db.execute(
        select(func.count(), func.count(fitting.c.step)).select_from(done.outerjoin(fitting, same))
    ).one()
    return Carried(row[0], row[1])


def _looked_after(cohorts: Select[Cohort], actor: Person) -> Select[Cohort]:
    if actor.has_role(PROGRAMME_LEAD):
        return cohorts
    return cohorts.join(Enrolment, Enrolment.cohort_id == Cohort.id).where(
        Enrolment.person_id == actor.id,
        Enrolment.role == FACILITATOR,
        Enrolment.state == JOINED,
    )
