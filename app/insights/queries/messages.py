"""Messages to some of a cohort, and what became of each letter of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat, seat_by_slug
from app.insights.models import GroupMessage
from app.insights.queries.chosen import ChosenPerson, chosen_people
from app.insights.rules.filters import NO_PLACE, Filters
from app.insights.rules.messages import MESSAGE, chosen_mark, may_be_written_to, say_whom
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person, Place
from app.post.models import Letter
from app.syllabus.models import CourseModule

# Of these a letter can still be held back.
NOT_GONE = ("due", "claimed", "listed")
_BACK = Letter.bounced_at.is_not(None)
# One for each field of `Counts`, in their order.
_COUNTS = (
    func.count(Letter.id).filter(Letter.state == "sent", ~_BACK),
    func.count(Letter.arrived_at).filter(~_BACK),
    func.count(Letter.id).filter((Letter.state == "refused") | _BACK),
    func.count(Letter.id).filter(Letter.state.in_([*NOT_GONE, "sending"])),
    func.count(Letter.id).filter(Letter.state.in_(NOT_GONE)),
)


@dataclass(frozen=True)
class Group:
    """Whom filters choose of a cohort, without those who have left and without the writer."""

    people: Sequence[ChosenPerson]

    @property
    def by_channel(self) -> Mapping[str, int]:
        """How many are reached by which way."""
        return Counter(person.channel for person in self.people)

    @property
    def mark(self) -> str:
        """A word that changes with the people."""
        return chosen_mark(person.enrolment_id for person in self.people)

    def without(self, left_out: Sequence[str]) -> Group:
        """The same without those whose enrolments were ticked off."""
        out = set(left_out)
        return Group([one for one in self.people if str(one.enrolment_id) not in out])


@dataclass(frozen=True)
class Receiver:
    """Who gets a letter; `state` is None for whoever has no enrolment in the cohort any more."""

    message: GroupMessage
    cohort: Cohort
    name: str
    writer: str | None
    state: str | None


@dataclass(frozen=True)
class Counts:
    """How many letters of a message came to what; `can_stop` have not been handed on yet."""

    sent: int
    arrived: int
    failed: int
    waiting: int
    can_stop: int


@dataclass(frozen=True)
class MessageLine:
    """A message in a list, with how many of its letters came to what."""

    message: GroupMessage
    writer: str | None
    counts: Counts


@dataclass(frozen=True)
class MessageSeat:
    """A message, whoever wrote and stopped it, and the seat in its cohort of who looks at it."""

    seat: Seat
    message: GroupMessage
    writer: str | None
    stopper: str | None


@dataclass(frozen=True)
class Fate:
    """What became of the letter to one person; times are UTC."""

    person_id: UUID
    name: str
    channel: str
    state: str
    reason: str | None
    due_at: datetime
    sent_at: datetime | None
    arrived_at: datetime | None
    bounced_at: datetime | None

    @property
    def came_back(self) -> bool:
        """Whether the carrier told later that it did not arrive."""
        return self.bounced_at is not None

    @property
    def moment(self) -> datetime:
        """When it went or came back, or is due."""
        return self.bounced_at or self.arrived_at or self.sent_at or self.due_at


def group_of(
    db: Session, actor: Person, cohort: Cohort, filters: Filters, *, runs: bool, now: datetime
) -> Group:
    """Whom filters choose that somebody may write to. One statement."""
    people = chosen_people(db, cohort, filters, now=now, sees_follow_ups=runs)
    return Group(
        [one for one in people if may_be_written_to(one.state) and one.person_id != actor.id]
    )


def receivers_of(db: Session, letters: Sequence[Letter]) -> Mapping[UUID, Receiver]:
    """Who gets each of these letters, by the letter's id. One statement."""
    writer = aliased(Person)
    rows = db.execute(
        select(Letter.id, GroupMessage, Cohort, Person.name, writer.name, Enrolment.state)
        .join(GroupMessage, GroupMessage.id == Letter.about_id)
        .join(Cohort, Cohort.id == GroupMessage.cohort_id)
        .join(Person, Person.id == Letter.person_id)
        .outerjoin(writer, writer.id == GroupMessage.written_by_id)
        .outerjoin(
            Enrolment,
            and_(Enrolment.cohort_id == Cohort.id, Enrolment.person_id == Letter.person_id),
        )
        .where(Letter.id.in_([letter.id for letter in letters]))
    )
    return {row[0]: Receiver(*row[1:]) for row in rows}


def messages_page(db: Session, cohort_id: UUID, number: int) -> Page[MessageLine]:
    """The messages to a cohort's people, newest first, fifty at a time. Two statements."""
    of_cohort = GroupMessage.cohort_id == cohort_id
    total = db.scalar(select(func.count()).select_from(GroupMessage).where(of_cohort)) or 0
    number = nearest_page(number, total)
    shown = (
        select(GroupMessage.id)
        .where(of_cohort)
        .order_by(GroupMessage.sent_at.desc(), GroupMessage.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
        .subquery()
    )
    rows = db.execute(
        select(GroupMessage, Person.name, *_COUNTS)
        .join(shown, shown.c.id == GroupMessage.id)
        .outerjoin(Person, Person.id == GroupMessage.written_by_id)
        .outerjoin(Letter, and_(Letter.about_id == GroupMessage.id, Letter.kind == MESSAGE))
        .group_by(GroupMessage.id, Person.name)
        .order_by(GroupMessage.sent_at.desc(), GroupMessage.id.desc())
    )
    lines = [MessageLine(row[0], row[1], Counts(*row[2:])) for row in rows]
    return Page(lines, number, total)


def message_seat(db: Session, actor: Person, *, slug: str, message_id: UUID) -> MessageSeat | None:
    """A message of this cohort. Two statements."""
    seat = seat_by_slug(db, actor, slug=slug)
    if seat is None:
        return None
    writer, stopper = aliased(Person), aliased(Person)
    row = db.execute(
        select(GroupMessage, writer.name, stopper.name)
        .outerjoin(writer, writer.id == GroupMessage.written_by_id)
        .outerjoin(stopper, stopper.id == GroupMessage.stopped_by_id)
        .where(GroupMessage.id == message_id, GroupMessage.cohort_id == seat.cohort.id)
    ).one_or_none()
    return MessageSeat(seat, *row) if row else None


def fates_page(db: Session, message_id: UUID, number: int) -> Page[Fate]:
    """What became of each letter of a message, by name, fifty at a time. Two statements."""
    of_message = and_(Letter.about_id == message_id, Letter.kind == MESSAGE)
    total = db.scalar(select(func.count()).select_from(Letter).where(of_message)) or 0
    number = nearest_page(number, total)
    rows = db.execute(
        select(
            *(Letter.person_id, Person.name, Letter.channel, Letter.state, Letter.reason),
            *(Letter.due_at, Letter.sent_at, Letter.arrived_at, Letter.bounced_at),
        )
        .join(Person, Person.id == Letter.person_id)
        .where(of_message)
        .order_by(func.lower(Person.name), Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([Fate(*cast("tuple[Any, ...]", row)) for row in rows], number, total)


def counts_of(db: Session, message_id: UUID) -> Counts:
    """How many of its letters came to what. One statement."""
    of_message = and_(Letter.about_id == message_id, Letter.kind == MESSAGE)
    return Counts(*db.execute(select(*_COUNTS).where(of_message)).one())


def say_group(db: Session, cohort: Cohort, filters: Filters) -> str:
    """Whom filters choose, in words. At most two statements."""
    places, modules = dict[str, str](), dict[str, str]()
    if filters.place and filters.place != NO_PLACE:
        name = db.scalar(select(Place.name).where(Place.id == UUID(filters.place)))
        places = {filters.place: name} if name else {}
    if filters.module:
        title = db.scalar(
            select(CourseModule.title).where(
                CourseModule.edition_id == cohort.edition_id, CourseModule.key == filters.module
            )
        )
        modules = {filters.module: f"“{title}”"} if title else {}
    return say_whom(filters, places=places, modules=modules)
