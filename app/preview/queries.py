"""Reads an edition without anybody's way through it; each says how many statements it costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.errors import NotFound
from app.people.models import Person
from app.syllabus.models import CourseModule, Edition, FrameworkEdition, Step
from app.syllabus.queries import (
    Question,
    all_editions,
    differences_between,
    module_with_steps,
    modules_of,
    questions_for_learner,
)
from app.syllabus.rules.shown import opening_in_words


@dataclass(frozen=True)
class PreviewPlace:
    """An edition, and the module and step of it that an address names."""

    edition: Edition
    module_key: str = ""
    step_key: str = ""
    # In the library: a shelf, or a card of it.
    kind: str = ""
    card_key: str = ""

    @property
    def course(self) -> str:
        """The address of the folder that holds the edition's modules and its library."""
        return f"/admin/editions/{self.edition.key}"


@dataclass(frozen=True)
class EditionLine:
    """One edition in the list; `cohorts` counts those that are on it."""

    edition: Edition
    modules: int
    cohorts: int


@dataclass(frozen=True)
class ModuleLine:
    """One module in the front of an edition, and when it opens in words."""

    module: CourseModule
    opens: str


@dataclass(frozen=True)
class EditionPage:
    """The front of an edition: its modules, what others there are, and what differs from one."""

    edition: Edition
    framework: FrameworkEdition | None
    publisher: str | None
    modules: list[ModuleLine]
    others: list[Edition]
    before: Edition | None
    changes: list[str]


@dataclass(frozen=True)
class ShownOption:
    """An answer with what we say to those who choose it."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class PreviewPage:
    """One step as a learner meets it, before anything was tried."""

    edition: Edition
    module: CourseModule
    steps: list[Step]
    step: Step
    number: int
    before: Step | None
    after: Step | None
    html: str
    data: dict[str, Any]
    questions: list[Question] = field(default_factory=list)
    # What a learner reads only after choosing: by question, in the order of the options.
    replies: list[tuple[str, list[ShownOption]]] = field(default_factory=list)


def edition_lines(db: Session) -> list[EditionLine]:
    """Every edition, newest first, drafts too. One statement."""
    modules = (
        select(func.count())
        .select_from(CourseModule)
        .where(CourseModule.edition_id == Edition.id)
        .scalar_subquery()
    )
    cohorts = (
        select(func.count())
        .select_from(Cohort)
        .where(Cohort.edition_id == Edition.id)
        .scalar_subquery()
    )
    rows = db.execute(select(Edition, modules, cohorts).order_by(Edition.key.desc()))
    return [EditionLine(*row) for row in rows]


def preview_place(db: Session, _actor: Person, *, key: str, **keys: str) -> PreviewPlace | None:
    """The place in an edition that an address names. One statement."""
    edition = db.scalar(select(Edition).where(Edition.key == key))
    return PreviewPlace(edition, **keys) if edition else None


def edition_page(db: Session, edition: Edition, *, before_key: str = "") -> EditionPage:
    """The front of an edition. Four statements; twelve with another edition to compare it with.

    Raises: NotFound when there is no edition `before_key`.
    """
    others = [one for one in reversed(all_editions(db)) if one.id != edition.id]
    before = next((one for one in others if one.key == before_key), None)
    if before_key and before is None:
        raise NotFound
    facts = db.execute(
        select(FrameworkEdition, Person.name)
        .select_from(Edition)
        .outerjoin(FrameworkEdition, FrameworkEdition.id == Edition.framework_id)
        .outerjoin(Person, Person.id == Edition.published_by_id)
        .where(Edition.id == edition.id)
    ).one()
    return EditionPage(
        edition=edition,
        framework=facts[0],
        publisher=facts[1],
        modules=[ModuleLine(one, _opens(one)) for one in modules_of(db, edition.id)],
        others=others,
        before=before,
        changes=differences_between(db, before.id, edition.id) if before else [],
    )


def _opens(module: CourseModule) -> str:
    return opening_in_words(module.opens_days, after_session=module.opens_after_session)


def step_preview(db: Session, at: PreviewPlace) -> PreviewPage:
    """A step as learners will meet it. One statement.

    Raises: NotFound.
    """
    found = module_with_steps(db, at.edition.id, at.module_key)
    index = next((place for place, one in enumerate(found.steps) if one.key == at.step_key), None)
    if index is None:
        raise NotFound
    step = found.steps[index]
    return PreviewPage(
        *(at.edition, found.module, found.steps, step, index + 1),
        before=found.steps[index - 1] if index else None,
        after=found.steps[index + 1] if index + 1 < len(found.steps) else None,
        html=step.html,
        data={name: value for name, value in step.data.items() if name != "questions"},
        questions=questions_for_learner(step),
        replies=_replies(step),
    )


def _replies(step: Step) -> list[tuple[str, list[ShownOption]]]:
    return [
        (
            question["text"],
            [
                ShownOption(option["text"], option["right"], option["feedback"])
                for option in question["options"]
            ],
        )
        for question in step.data.get("questions", [])
    ]
