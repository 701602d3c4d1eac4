"""Reads of sessions; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select, text
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.gatherings.models import Attendance, CatchUp, Gathering, GatheringRole, Reply
from app.gatherings.queries.roles import IS_HERE
from app.gatherings.rules import LONGEST_LINK, PLANNED
from app.gatherings.rules.roles import RoleLine, in_order, say_yours
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person


@dataclass(frozen=True)
class GatheringSeat:
    """A session, the actor's place in its cohort, and how they took part if that is noted.

    `reply` is the actor's own; `roles` are everybody's, in the order in which they are shown.
    `transcript_start` tells whether what was said is there, as an address or a text; `catch_up` is
    how far the actor is with catching up, if they said so.
    """

    gathering: Gathering
    seat: Seat
    took_part: str | None = None
    reply: Reply | None = None
    roles: Sequence[RoleLine] = field(default_factory=list)
    transcript_start: str = ""
    catch_up: str | None = None


@dataclass(frozen=True)
class Coming:
    """The next session; its times are UTC, and `time_zone` is its cohort's.

    `yours` are the roles at it of whoever asked.
    """

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    how: str
    place: str
    time_zone: str
    yours: Sequence[str] = ()

    @property
    def duty(self) -> str:
        """What they do at it, told to them; empty when they have no role."""
        return say_yours(self.yours)


# The roles at a session, read with it: id, role, name and person of each, and who is here.
ROLES = (
    select(
        func.coalesce(
            func.jsonb_agg(
                func.jsonb_build_array(
                    GatheringRole.id,
                    GatheringRole.role,
                    GatheringRole.name,
                    GatheringRole.person_id,
                    IS_HERE,
                )
            ),
            text("'[]'::jsonb"),
        )
    )
    .where(GatheringRole.gathering_id == Gathering.id)
    .correlate(Gathering)
    .scalar_subquery()
)


def gathering_seat(db: Session, actor: Person, *, gathering_id: UUID) -> GatheringSeat | None:
    """The session of this address and the actor's place in its cohort; one statement."""
    row = db.execute(
        select(
            *(Gathering, Cohort, Enrolment, Attendance.how, Reply, ROLES),
            *(func.left(Gathering.transcript, LONGEST_LINK + 1), CatchUp.state),
        )
        .join(Cohort, Cohort.id == Gathering.cohort_id)
        .outerjoin(
            Enrolment, and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == actor.id)
        )
        .outerjoin(
            Attendance,
            and_(Attendance.gathering_id == Gathering.id, Attendance.enrolment_id == Enrolment.id),
        )
        .outerjoin(
            Reply, and_(Reply.gathering_id == Gathering.id, Reply.enrolment_id == Enrolment.id)
        )
        .outerjoin(
            CatchUp,
            and_(CatchUp.gathering_id == Gathering.id, CatchUp.enrolment_id == Enrolment.id),
        )
        .where(Gathering.id == gathering_id)
    ).one_or_none()
    if row is None:
        return None
    seat, roles = Seat(row[1], row[2]), read_roles(row[5])
    return GatheringSeat(row[0], seat, row[3], row[4], roles, *row[6:])


def read_roles(rows: Sequence[tuple[str, str, str, str | None, bool]]) -> list[RoleLine]:
    """Roles as `ROLES` reads them, in the order in which they are shown."""
    return in_order(
        [
            RoleLine(UUID(role_id), role, name, UUID(person) if person else None, is_here)
            for role_id, role, name, person, is_here in rows
        ]
    )


# Built once: putting it together takes longer than running it.
_NEXT = (
    select(
        Gathering.id,
        Gathering.title,
        Gathering.starts_at,
        Gathering.ends_at,
        Gathering.how,
        Gathering.place,
        Cohort.time_zone,
        select(func.coalesce(func.array_agg(GatheringRole.role), text("'{}'::text[]")))
        .where(
            GatheringRole.gathering_id == Gathering.id,
            GatheringRole.person_id == bindparam("person"),
        )
        .correlate(Gathering)
        .scalar_subquery(),
    )
    .join(Cohort, Cohort.id == Gathering.cohort_id)
    .where(
        Gathering.cohort_id.in_(bindparam("cohorts", expanding=True)),
        Gathering.state == PLANNED,
        Gathering.ends_at > bindparam("now"),
    )
    .order_by(Gathering.starts_at, Gathering.id)
    .limit(1)
)


def next_gathering(
    db: Session, cohort_ids: Sequence[UUID], now: datetime, person_id: UUID | None = None
) -> Coming | None:
    """The session of these cohorts that is on now or comes next; one statement.

    With a person, also which roles they have at it.
    """
    values = {"cohorts": list(cohort_ids), "now": now, "person": person_id}
    row = db.execute(_NEXT, values).one_or_none()
    return Coming(*row) if row else None


def coming_page(db: Session, cohort_id: UUID, now: datetime, number: int) -> Page[Gathering]:
    """Sessions on now or to come, cancelled ones too, next first; two statements."""
    where = and_(Gathering.cohort_id == cohort_id, Gathering.ends_at > now)
    total = db.scalar(select(func.count()).where(where)) or 0
    number = nearest_page(number, total)
    rows = select(Gathering).where(where).order_by(Gathering.starts_at, Gathering.id)
    paged = rows.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(db.scalars(paged).all(), number, total)


def past_page(db: Session, cohort_id: UUID, now: datetime, number: int) -> Page[Gathering]:
    """Sessions that are over, cancelled ones too, latest first; two statements."""
    where = and_(Gathering.cohort_id == cohort_id, Gathering.ends_at <= now)
    total = db.scalar(select(func.count()).where(where)) or 0
    number = nearest_page(number, total)
    rows = select(Gathering).where(where).order_by(Gathering.starts_at.desc(), Gathering.id)
    paged = rows.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(db.scalars(paged).all(), number, total)
