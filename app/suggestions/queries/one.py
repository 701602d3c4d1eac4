"""One suggestion, and the actor's place in its cohort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import Seat
from app.people.models import Person
from app.suggestions.models import Suggestion
from app.suggestions.queries.lines import LINES, SuggestionLine

_own = aliased(Enrolment)
_ONE = (
    LINES.add_columns(Suggestion, Cohort, _own, Enrolment.person_id)
    .outerjoin(_own, and_(_own.cohort_id == Cohort.id, _own.person_id == bindparam("actor")))
    .where(Suggestion.id == bindparam("suggestion"))
)
_FACTS = 4


@dataclass(frozen=True)
class SuggestionSeat:
    """A suggestion as pages show it, and what policy looks at; `author_id` is for no page."""

    line: SuggestionLine
    suggestion: Suggestion
    seat: Seat
    author_id: UUID


def suggestion_seat(db: Session, actor: Person, *, suggestion_id: UUID) -> SuggestionSeat | None:
    """The suggestion of this address and the actor's place in its cohort; one statement."""
    facts = {"suggestion": suggestion_id, "actor": actor.id}
    row: Sequence[Any] | None = db.execute(_ONE, facts).one_or_none()
    if row is None:
        return None
    suggestion, cohort, own, author_id = row[-_FACTS:]
    line = SuggestionLine(*row[:-_FACTS])
    return SuggestionSeat(line, suggestion, Seat(cohort, own), author_id)
