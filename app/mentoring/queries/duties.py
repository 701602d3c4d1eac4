"""What waits for whoever has a role in mentoring: numbers only, and no names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from app.mentoring.models import MatchingRun, Recognition
from app.mentoring.policy.roles import is_coordinator, is_safeguarding
from app.mentoring.queries.calls import people_to_ring
from app.mentoring.queries.worries import waits_to_be_opened_by
from app.mentoring.rules.recognition import IS_OWED
from app.mentoring.rules.runs import PROPOSED
from app.people.models import Person


@dataclass(frozen=True)
class Duties:
    """How much waits for somebody; a matching by its id, when one waits for a decision."""

    worries: int = 0
    run_id: UUID | None = None
    to_ring: int = 0
    to_pay: int = 0

    @property
    def some(self) -> bool:
        """Whether anything waits."""
        return bool(self.worries or self.run_id or self.to_ring or self.to_pay)


def duties_of(db: Session, actor: Person) -> Duties | None:
    """What waits for this person by their role. One statement; none and None without a role.

    Worries are counted for those who may open them, and for nobody else.
    """
    coordinates, safeguards = is_coordinator(actor), is_safeguarding(actor)
    if not coordinates and not safeguards:
        return None
    nothing, nobody = literal(0), literal(None)
    worries: Any = _number(waits_to_be_opened_by(actor)) if safeguards else nothing
    mine: tuple[Any, ...] = (nobody, nothing, nothing)
    if coordinates:
        run = select(MatchingRun.id).where(MatchingRun.state == PROPOSED).limit(1)
        owed = select(Recognition.id).where(Recognition.state.in_(IS_OWED))
        mine = (run.scalar_subquery(), _number(people_to_ring(actor)), _number(owed))
    return Duties(*db.execute(select(worries, *mine)).one())


def _number(rows: Select[UUID]) -> Any:
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()
