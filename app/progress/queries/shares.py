"""What the people of a cohort answered first, counted together; never who, never how well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED, PARTICIPANT
from app.kit.errors import NotFound
from app.kit.small_numbers import FEWEST_IN_PARTS, Shown, counted_now, shown_parts
from app.progress import rules
from app.progress.models import Answer
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class OptionShare:
    """An option, the share of people who chose it first, and what the course says to it."""

    letter: str
    text: str
    feedback: str
    share: Shown


@dataclass(frozen=True)
class QuestionShares:
    """A question with the shares of its options; `people` is how many are counted so far."""

    number: int
    text: str
    people: int
    options: list[OptionShare]

    @property
    def told(self) -> list[OptionShare]:
        """The options of which it can be said that many chose them, the most chosen first."""
        many = [(one.share.plotted, one) for one in self.options if one.share.plotted]
        return [one for _, one in sorted(many, key=lambda pair: -pair[0])]


@dataclass(frozen=True)
class CheckShares:
    """One knowledge check of a module."""

    title: str
    questions: list[QuestionShares]

    @property
    def is_told(self) -> bool:
        """Whether there is something to see for any of its questions."""
        return any(question.people for question in self.questions)


@dataclass(frozen=True)
class ModuleChecks:
    """A module and its knowledge checks."""

    module: CourseModule
    checks: list[CheckShares]

    @property
    def is_told(self) -> bool:
        """Whether there is something to see."""
        return any(check.is_told for check in self.checks)


def check_shares(db: Session, cohort: Cohort, module_key: str | None = None) -> list[ModuleChecks]:
    """The knowledge checks of a cohort's course, or of one module, by number. Two statements.

    The first try of each person who joined counts. Facilitators do not; nor do people who left,
    and then others move up, so that the difference is never one person's alone.
    """
    checks = (
        select(CourseModule, Step)
        .join(Step, Step.module_id == CourseModule.id)
        .where(CourseModule.edition_id == cohort.edition_id, Step.kind == rules.KNOWLEDGE_CHECK)
        .order_by(CourseModule.number, Step.position)
    )
    if module_key is not None:
        checks = checks.where(CourseModule.key == module_key)
    found: dict[CourseModule, list[Step]] = {}
    for module, step in db.execute(checks):
        found.setdefault(module, []).append(step)
    steps = [step.id for of_module in found.values() for step in of_module]
    firsts: dict[tuple[UUID, str], list[str]] = {
        (step_id, question): options
        for step_id, question, options in db.execute(_first_tries(cohort, steps))
    }
    return [
        ModuleChecks(module, [_shares_of(step, firsts) for step in of_module])
        for module, of_module in found.items()
    ]


def shares_in(db: Session, cohort: Cohort, module_key: str) -> ModuleChecks:
    """The same of one module that has a knowledge check. Two statements.

    Raises: NotFound.
    """
    found = check_shares(db, cohort, module_key)
    if not found:
        raise NotFound
    return found[0]


def _first_tries(cohort: Cohort, steps: Sequence[UUID]) -> Select[*tuple[Any, ...]]:
    """The options that people chose first, by step and question, in the order they were chosen."""
    first = (
        select(Answer.step_id, Answer.question_key, Answer.option_key, Answer.id)
        .join(Enrolment, Enrolment.id == Answer.enrolment_id)
        .where(
            Answer.step_id.in_(steps),
            Enrolment.cohort_id == cohort.id,
            Enrolment.state == JOINED,
            Enrolment.role == PARTICIPANT,
        )
        .ext(distinct_on(Answer.step_id, Answer.question_key, Answer.enrolment_id))
        # Ids sort by time of making.
        .order_by(Answer.step_id, Answer.question_key, Answer.enrolment_id, Answer.id)
        .subquery()
    )
    in_order = aggregate_order_by(first.c.option_key, first.c.id)
    return select(first.c.step_id, first.c.question_key, func.array_agg(in_order)).group_by(
        first.c.step_id, first.c.question_key
    )


def _shares_of(step: Step, firsts: dict[tuple[UUID, str], list[str]]) -> CheckShares:
    return CheckShares(step.title, list(_questions(step, firsts)))


def _questions(step: Step, firsts: dict[tuple[UUID, str], list[str]]) -> Iterator[QuestionShares]:
    for number, question in enumerate(step.data.get("questions", []), start=1):
        options = question["options"]
        keys = [option["key"] for option in options]
        # Options that have been taken out since are not counted.
        chosen = [key for key in firsts.get((step.id, question["key"]), []) if key in keys]
        counted = chosen[: counted_now(len(chosen))]
        counts = Counter(counted)
        shares = shown_parts([counts[key] for key in keys])
        is_told = len(counted) >= FEWEST_IN_PARTS
        yield QuestionShares(
            number,
            question["text"],
            len(counted) if is_told else 0,
            [
                OptionShare(letter, option["text"], option["feedback"], share)
                for letter, option, share in zip(rules.LETTERS, options, shares, strict=False)
            ],
        )
