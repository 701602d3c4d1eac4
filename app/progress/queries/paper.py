"""The pages for typing in what somebody did on paper; nothing that they did online is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.people import participant_after
from app.cohorts.queries.seats import MemberSeat, member_seat
from app.kit.errors import NotFound
from app.kit.times import in_zone
from app.people.models import Person
from app.progress import rules
from app.progress.models import Answer
from app.progress.queries.entries import Entered, entries_of
from app.progress.queries.places import StepAddress
from app.syllabus.models import CourseModule, Step
from app.syllabus.queries import Question, module_with_steps, modules_of, questions_for_learner


@dataclass(frozen=True)
class PaperPlace:
    """For whom something is typed in, and the module and step that an address names."""

    facts: MemberSeat
    module_key: str = ""
    step_key: str = ""

    @property
    def cohort(self) -> Cohort:
        """The cohort of both."""
        return self.facts.seat.cohort

    @property
    def person(self) -> Person:
        """For whom it is."""
        return self.facts.member.person

    @property
    def enrolment(self) -> Enrolment:
        """Their place in the cohort."""
        return self.facts.member.enrolment

    @property
    def at(self) -> StepAddress:
        """The step on their way."""
        return StepAddress(self.enrolment.id, self.module_key, self.step_key)

    def days(self, now: datetime) -> rules.Days:
        """The days on which something can have been done, up to today in the cohort's zone."""
        zone = self.cohort.time_zone
        opened_on = in_zone(self.cohort.created_at, zone).date()
        first = rules.earliest_day(self.cohort.starts_on, opened_on)
        return rules.Days(first, in_zone(now, zone).date())


@dataclass(frozen=True)
class PaperModule:
    """A module of the course, and for how many of its steps something was typed in."""

    module: CourseModule
    entered: int


@dataclass(frozen=True)
class PaperStep:
    """A step as it stands on paper, and what was typed in for it."""

    step: Step
    questions: list[Question]
    entries: list[Entered]


@dataclass(frozen=True)
class PaperPage:
    """A module to type in for one person, and who is next in the cohort."""

    module: CourseModule
    steps: list[PaperStep]
    following: Person | None


@dataclass(frozen=True)
class Reply:
    """An answer that was typed in, as the paper has it, and what the course says to it."""

    number: int
    question: str
    letter: str
    option: str
    feedback: str


@dataclass(frozen=True)
class RepliesPage:
    """All that can be read out to a person after a knowledge check on paper."""

    module: CourseModule
    step: Step
    replies: list[Reply]
    following: Person | None


def paper_place(
    db: Session,
    actor: Person,
    *,
    slug: str,
    person_id: UUID,
    module_key: str = "",
    step_key: str = "",
) -> PaperPlace | None:
    """The person of a cohort, beside the actor's own seat in it; three statements."""
    facts = member_seat(db, actor, slug=slug, person_id=person_id)
    return PaperPlace(facts, module_key, step_key) if facts else None


def paper_modules(db: Session, place: PaperPlace) -> list[PaperModule]:
    """The modules to choose from. Two statements."""
    keys = [module_key for module_key, _ in _entries(db, place)]
    return [
        PaperModule(module, keys.count(module.key))
        for module in modules_of(db, place.cohort.edition_id)
    ]


def paper_page(db: Session, place: PaperPlace) -> PaperPage:
    """The steps of a module with what was typed in for them. Three statements.

    Raises: NotFound when there is no such module.
    """
    found = module_with_steps(db, place.cohort.edition_id, place.module_key)
    entries = _entries(db, place)
    steps = [
        PaperStep(step, questions_for_learner(step), entries.get((found.module.key, step.key), []))
        for step in found.steps
    ]
    return PaperPage(found.module, steps, participant_after(db, place.cohort.id, place.person))


def replies_page(db: Session, actor: Person, place: PaperPlace) -> RepliesPage:
    """What the course says to the answers that the actor typed in last. Three statements.

    Nobody else's entries and nothing that the person answered online is among them.
    Raises: NotFound when there is no such step, or nothing was typed in by the actor.
    """
    found = module_with_steps(db, place.cohort.edition_id, place.module_key)
    step = next((step for step in found.steps if step.key == place.step_key), None)
    if step is None:
        raise NotFound
    replies = _replies(step, _typed_in_by(db, actor, place, step))
    if not replies:
        raise NotFound
    following = participant_after(db, place.cohort.id, place.person)
    return RepliesPage(found.module, step, replies, following)


def _entries(db: Session, place: PaperPlace) -> dict[tuple[str, str], list[Entered]]:
    return entries_of(db, place.enrolment.id, place.cohort.edition_id)


def _typed_in_by(db: Session, actor: Person, place: PaperPlace, step: Step) -> dict[str, str]:
    rows = db.execute(
        select(Answer.question_key, Answer.option_key)
        .where(
            Answer.enrolment_id == place.enrolment.id,
            Answer.step_id == step.id,
            Answer.entered_by_id == actor.id,
        )
        .ext(distinct_on(Answer.question_key))
        # Ids sort by time of making.
        .order_by(Answer.question_key, Answer.id.desc())
    )
    return dict(rows.all())


def _replies(step: Step, chosen: dict[str, str]) -> list[Reply]:
    return [
        Reply(number, question["text"], letter, option["text"], option["feedback"])
        for number, question in enumerate(step.data.get("questions", []), start=1)
        for letter, option in zip(rules.LETTERS, question["options"], strict=False)
        if chosen.get(question["key"]) == option["key"]
    ]
