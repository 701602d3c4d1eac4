"""What people of a cohort would change and what came of it, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.suggestions.models import Suggestion
from app.suggestions.rules import SHOWN, STATES, beginning
from app.syllabus.models import CourseModule, Step


@dataclass(frozen=True)
class SuggestionLine:
    """A suggestion and its answer; times in UTC.

    `author` is None unless they want their name shown, and are still in the cohort. `is_there`
    says whether the cohort's edition has the page that it is about.
    """

    id: UUID
    words: str
    is_named: bool
    state: str
    answer: str
    answered_at: datetime | None
    created_at: datetime
    module_number: int
    module_key: str
    step_key: str
    step_title: str
    is_there: bool
    author: str | None
    typed_by: str | None
    answered_by: str | None
    is_mine: bool
    is_typed_by_me: bool

    @property
    def state_words(self) -> str:
        """How far the answer is."""
        return STATES[self.state]

    @property
    def shown_words(self) -> str:
        """What a list shows of the suggestion."""
        return beginning(self.words)

    @property
    def shown_answer(self) -> str:
        """What a list shows of the answer."""
        return beginning(self.answer)

    @property
    def is_long(self) -> bool:
        """Whether a list does not show all of it."""
        return max(len(self.words), len(self.answer)) > SHOWN


_typist, _answerer = aliased(Person), aliased(Person)
# The same page in the edition that the cohort is on now: it may have moved since.
_here_module, _here_step = aliased(CourseModule), aliased(Step)
_shows_name = and_(Suggestion.is_named, Enrolment.state == JOINED)
_typed_by_me = func.coalesce(Suggestion.entered_by_id == bindparam("actor"), False)
# Whose words they are never leaves the database unless it may be shown.
COLUMNS = (
    *(Suggestion.id, Suggestion.words, Suggestion.is_named, Suggestion.state, Suggestion.answer),
    *(Suggestion.answered_at, Suggestion.created_at),
    *(CourseModule.number, CourseModule.key, Step.key, Step.title, _here_step.id.is_not(None)),
    *(case((_shows_name, Person.name)), case((_shows_name, _typist.name)), _answerer.name),
    and_(Enrolment.person_id == bindparam("actor"), ~_typed_by_me),
    _typed_by_me,
)
# Built once: putting it together takes longer than running it.
LINES = (
    select(*COLUMNS)
    .select_from(Suggestion)
    .join(Cohort, Cohort.id == Suggestion.cohort_id)
    .join(Enrolment, Enrolment.id == Suggestion.enrolment_id)
    .join(Person, Person.id == Enrolment.person_id)
    .join(Step, Step.id == Suggestion.step_id)
    .join(CourseModule, CourseModule.id == Step.module_id)
    .outerjoin(
        _here_module,
        and_(
            _here_module.edition_id == Cohort.edition_id,
            _here_module.key == CourseModule.key,
        ),
    )
    .outerjoin(
        _here_step, and_(_here_step.module_id == _here_module.id, _here_step.key == Step.key)
    )
    .outerjoin(_typist, _typist.id == Suggestion.entered_by_id)
    .outerjoin(_answerer, _answerer.id == Suggestion.answered_by_id)
)
# Ids sort by time of making.
_NEWEST = LINES.where(Suggestion.cohort_id == bindparam("cohort")).order_by(Suggestion.id.desc())
NEWEST_ON_A_STEP = 5


def state_counts(db: Session, cohort_id: UUID) -> dict[str, int]:
    """How many suggestions of a cohort are in each state, in the order of the states.

    One statement. These count suggestions, each of which can be read, and not people.
    """
    rows = db.execute(
        select(Suggestion.state, func.count())
        .where(Suggestion.cohort_id == cohort_id)
        .group_by(Suggestion.state)
    )
    found: dict[str, int] = dict(rows.all())
    return {state: found.get(state, 0) for state in STATES}


def suggestions_page(
    db: Session, actor: Person, cohort_id: UUID, *, state: str | None, total: int, number: int
) -> Page[SuggestionLine]:
    """Suggestions of a cohort, newest first, fifty at a time; one statement.

    `total` is how many there are in this state; None stands for any. A number outside the list
    shows its nearest page.
    """
    number = nearest_page(number, total)
    wanted = _NEWEST.where(Suggestion.state == state) if state else _NEWEST
    paged = wanted.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    rows: Iterable[Sequence[Any]] = db.execute(paged, {"cohort": cohort_id, "actor": actor.id})
    return Page([SuggestionLine(*row) for row in rows], number, total)


def newest_on_step(
    db: Session, actor: Person, cohort_id: UUID, *, module_key: str, step_key: str
) -> list[SuggestionLine]:
    """The newest few about one page of the course, in whatever edition; one statement."""
    wanted = _NEWEST.where(CourseModule.key == module_key, Step.key == step_key)
    rows: Iterable[Sequence[Any]] = db.execute(
        wanted.limit(NEWEST_ON_A_STEP), {"cohort": cohort_id, "actor": actor.id}
    )
    return [SuggestionLine(*row) for row in rows]
