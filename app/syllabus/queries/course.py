"""Reads the loaded course; no right answer leaves through what a learner is shown."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.syllabus.models import CourseModule, Edition, Step


@dataclass(frozen=True)
class ModuleWithSteps:
    """A module and its steps in order."""

    module: CourseModule
    steps: list[Step]


@dataclass(frozen=True)
class Option:
    """An answer as a learner may see it before choosing."""

    key: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question as a learner may see it before answering."""

    key: str
    text: str
    options: list[Option]


@dataclass(frozen=True)
class Verdict:
    """What we say to a learner who chose an option."""

    right: bool
    feedback: str


def all_editions(db: Session) -> list[Edition]:
    """The editions, by key; drafts too. One statement."""
    return list(db.scalars(select(Edition).order_by(Edition.key)))


def published_editions(db: Session) -> list[Edition]:
    """The editions on which a cohort may be opened, the newest first. One statement."""
    return [edition for edition in reversed(all_editions(db)) if edition.is_published]


def edition_by_key(db: Session, key: str) -> Edition:
    """The edition with this key. One statement.

    Raises: NotFound.
    """
    edition = db.scalar(select(Edition).where(Edition.key == key))
    if edition is None:
        raise NotFound
    return edition


def modules_of(db: Session, edition_id: UUID) -> list[CourseModule]:
    """The modules of an edition, by number. One statement."""
    of_edition = select(CourseModule).where(CourseModule.edition_id == edition_id)
    return list(db.scalars(of_edition.order_by(CourseModule.number)))


def module_by_id(db: Session, module_id: UUID) -> CourseModule | None:
    """A module without its steps. One statement."""
    return db.get(CourseModule, module_id)


def module_now(db: Session, module_id: UUID, edition_id: UUID) -> CourseModule | None:
    """A module as this edition has it, whichever edition it was named in. One statement."""
    key = select(CourseModule.key).where(CourseModule.id == module_id).scalar_subquery()
    return db.scalar(
        select(CourseModule).where(CourseModule.edition_id == edition_id, CourseModule.key == key)
    )


def module_with_steps(db: Session, edition_id: UUID, key: str) -> ModuleWithSteps:
    """A module of the edition with its steps by position. One statement.

    Raises: NotFound.
    """
    rows = db.execute(
        select(CourseModule, Step)
        .join(Step, Step.module_id == CourseModule.id)
        .where(CourseModule.edition_id == edition_id, CourseModule.key == key)
        .order_by(Step.position)
    ).all()
    if not rows:
        raise NotFound
    return ModuleWithSteps(rows[0][0], [step for _, step in rows])


def questions_for_learner(step: Step) -> list[Question]:
    """The questions of a knowledge check without right answers and feedback. No statement."""
    return [
        Question(
            key=question["key"],
            text=question["text"],
            options=[Option(option["key"], option["text"]) for option in question["options"]],
        )
        for question in step.data.get("questions", [])
    ]


def verdict_on(step: Step, question_key: str, option_key: str) -> Verdict:
    """What to say to a learner who chose this option of this question. No statement.

    Raises: NotFound when the step has no such question or option.
    """
    for question in step.data.get("questions", []):
        for option in question["options"]:
            if (question["key"], option["key"]) == (question_key, option_key):
                return Verdict(option["right"], option["feedback"])
    raise NotFound
