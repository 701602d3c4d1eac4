"""What people say to each other about pages of the course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.cohorts.rules import JOINED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.participation.models import DiscussionPost
from app.participation.rules.discussions import LEFT
from app.people.models import Person
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class PostLine:
    """What somebody said, where in the course, and how many have answered."""

    post: DiscussionPost
    author: str
    author_id: UUID
    entered_by: str | None
    module_number: int
    module_key: str
    step_key: str
    step_title: str
    answers: int


@dataclass(frozen=True)
class PostSeat:
    """What somebody said, and the actor's place in the cohort."""

    line: PostLine
    seat: Seat

    @property
    def post(self) -> DiscussionPost:
        """What was said."""
        return self.line.post

    @property
    def author_id(self) -> UUID:
        """The person who said it."""
        return self.line.author_id


_typist, _own = aliased(Person), aliased(Enrolment)
_answer = aliased(DiscussionPost)
_answers = (
    select(func.count(_answer.id))
    .where(_answer.parent_id == DiscussionPost.id, _answer.words != "")
    .correlate(DiscussionPost)
    .scalar_subquery()
)
_author = case((Enrolment.state == JOINED, Person.name), else_=LEFT)
_LINES = (
    select(
        *(DiscussionPost, _author, Person.id, _typist.name, CourseModule.number),
        *(CourseModule.key, Step.key, Step.title, _answers),
    )
    .select_from(DiscussionPost)
    .join(Enrolment, Enrolment.id == DiscussionPost.enrolment_id)
    .join(Person, Person.id == Enrolment.person_id)
    .join(Step, Step.id == DiscussionPost.step_id)
    .join(CourseModule, CourseModule.id == Step.module_id)
    .outerjoin(_typist, _typist.id == DiscussionPost.entered_by_id)
)


def waits_for_an_answer() -> ColumnElement[bool]:
    """A question that nobody but its author has answered."""
    other = and_(
        _answer.parent_id == DiscussionPost.id,
        _answer.words != "",
        _answer.enrolment_id != DiscussionPost.enrolment_id,
    )
    return and_(DiscussionPost.is_question, ~exists(select(_answer.id).where(other)))


def unanswered_count(db: Session, cohort_id: UUID) -> int:
    """How many questions of a cohort wait for an answer; one statement."""
    waiting = select(func.count(DiscussionPost.id)).where(
        DiscussionPost.cohort_id == cohort_id,
        DiscussionPost.parent_id.is_(None),
        waits_for_an_answer(),
    )
    return db.scalar(waiting) or 0


def discussions_page(
    db: Session, cohort_id: UUID, *, unanswered: bool, number: int
) -> Page[PostLine]:
    """What began a discussion, newest first; or questions that wait, the longest wait first.

    Two statements. A number outside the list shows its nearest page.
    """
    where = [DiscussionPost.cohort_id == cohort_id, DiscussionPost.parent_id.is_(None)]
    where += [waits_for_an_answer()] if unanswered else []
    total = db.scalar(select(func.count(DiscussionPost.id)).where(*where)) or 0
    number = nearest_page(number, total)
    order = DiscussionPost.id if unanswered else DiscussionPost.id.desc()
    wanted = _LINES.where(*where).order_by(order).limit(PAGE_SIZE)
    return Page(_read(db, wanted.offset((number - 1) * PAGE_SIZE)), number, total)


def posts_on_step(
    db: Session, cohort_id: UUID, *, module_key: str, step_key: str
) -> Sequence[PostLine]:
    """The newest fifty that began a discussion about a page, in whatever edition; one statement."""
    return _read(
        db,
        _LINES.where(
            DiscussionPost.cohort_id == cohort_id,
            DiscussionPost.parent_id.is_(None),
            CourseModule.key == module_key,
            Step.key == step_key,
        )
        .order_by(DiscussionPost.id.desc())
        .limit(PAGE_SIZE),
    )


def answers_to(db: Session, post_id: UUID, number: int) -> Page[PostLine]:
    """The answers to what somebody said, oldest first, fifty at a time; two statements."""
    where = DiscussionPost.parent_id == post_id
    total = db.scalar(select(func.count(DiscussionPost.id)).where(where)) or 0
    number = nearest_page(number, total)
    wanted = _LINES.where(where).order_by(DiscussionPost.id).limit(PAGE_SIZE)
    return Page(_read(db, wanted.offset((number - 1) * PAGE_SIZE)), number, total)


def post_seat(db: Session, actor: Person, *, post_id: UUID) -> PostSeat | None:
    """What stands at this address, and the actor's place in its cohort; one statement."""
    row: Sequence[Any] | None = db.execute(
        _LINES.add_columns(Cohort, _own)
        .join(Cohort, Cohort.id == DiscussionPost.cohort_id)
        .outerjoin(_own, and_(_own.cohort_id == Cohort.id, _own.person_id == actor.id))
        .where(DiscussionPost.id == post_id)
    ).one_or_none()
    return PostSeat(PostLine(*row[:-2]), Seat(row[-2], row[-1])) if row else None


def _read(db: Session, wanted: Select[Any]) -> list[PostLine]:
    rows: Iterable[Sequence[Any]] = db.execute(wanted)
    return [PostLine(*row) for row in rows]
