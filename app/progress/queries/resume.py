"""Where a person carries on in each of their cohorts, for pages that show more than one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.progress.queries.course import CourseWay
from app.progress.queries.courses import courses_of
from app.progress.queries.on_way import ModuleOnWay, StepOnWay


@dataclass(frozen=True)
class ResumePoint:
    """The step to carry on with; when the whole course is done, the one opened last.

    When all that is open is done, it is what opens next: a step, or a whole module (then the
    step's key and title are empty), and `opens` says when. `done` and `total` count the steps of
    this step's module, `course_done` and `course_total` those of the whole edition.
    """

    enrolment_id: UUID
    slug: str
    module_key: str
    module_number: int
    module_title: str
    step_key: str
    step_title: str
    done: int
    total: int
    course_done: int
    course_total: int
    course_opened: int
    # The last visit to any step of the course, in UTC; None: it has not begun.
    visited_at: datetime | None
    # Why what comes next is not open, and until when, as a sentence; empty: it is open.
    opens: str = ""

    @property
    def has_begun(self) -> bool:
        """Whether any step of the course was opened or done."""
        return self.course_opened > 0

    @property
    def is_finished(self) -> bool:
        """Whether every step of the course is done."""
        return self.course_done == self.course_total

    @property
    def is_waiting(self) -> bool:
        """Whether all that is open is done, and the rest opens later."""
        return self.opens != ""


def resume_point(
    db: Session, enrolment_ids: Sequence[UUID], *, now: datetime
) -> dict[UUID, ResumePoint]:
    """Where each enrolment carries on, by `rules.resume` over all its modules. One statement."""
    if not enrolment_ids:
        return {}
    ways = courses_of(db, enrolment_ids, now=now)
    return {way.enrolment_id: point_on(way) for way in ways}


def point_on(way: CourseWay) -> ResumePoint:
    """Where a person carries on in one course."""
    if way.resume is not None:
        return _point(way, way.resume.module, way.resume.step)
    if way.ahead is not None and not way.is_finished:
        return _point(way, way.ahead.module, way.ahead.step, way.ahead.release.sentence)
    # A step that was done without being opened counts as opened when it was done.
    last = max(way.steps, key=lambda one: (one.visited_at is not None, one.visited_at))
    return _point(way, last.module, last.step)


def _point(
    way: CourseWay, module: ModuleOnWay, step: StepOnWay | None, opens: str = ""
) -> ResumePoint:
    steps = [one for each in way.modules for one in each.steps]
    visits = [one.visited_at for one in steps if one.visited_at is not None]
    return ResumePoint(
        enrolment_id=way.enrolment_id,
        slug=way.slug,
        module_key=module.key,
        module_number=module.number,
        module_title=module.title,
        step_key=step.key if step else "",
        step_title=step.title if step else "",
        done=module.done,
        total=module.total,
        course_done=sum(one.is_done for one in steps),
        course_total=sum(module.total for module in way.modules),
        course_opened=len(visits),
        visited_at=max(visits, default=None),
        opens=opens,
    )
