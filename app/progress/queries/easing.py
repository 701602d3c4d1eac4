"""What was made easier for one person in one module, and who said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.people.models import Person
from app.progress.models import Excuse, MoreTime


@dataclass(frozen=True, slots=True)
class Excused:
    """A step was left out; names are None when the people are gone, or nothing was taken back."""

    step_key: str
    reason: str
    at: datetime
    by: str | None
    back_at: datetime | None
    back_by: str | None


@dataclass(frozen=True, slots=True)
class TimeGiven:
    """Time for the module until the end of a day."""

    until: date
    at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class Easing:
    """All that was made easier in one module, oldest first; what was taken back is among it."""

    excused: Sequence[Excused]
    times: Sequence[TimeGiven]

    def of(self, step_key: str) -> Excused | None:
        """The excuse that holds for a step."""
        found = [one for one in self.excused if one.step_key == step_key and one.back_at is None]
        return found[0] if found else None

    def until(self, today: date) -> TimeGiven | None:
        """The time that holds, if its day is not over."""
        return self.times[-1] if self.times and self.times[-1].until >= today else None


def easing_of(
    db: Session, enrolment_id: UUID, module_key: str, *, has_excuses: bool = True
) -> Easing:
    """What was made easier for one person in one module. Two statements; one without excuses."""
    excused = _excused(db, enrolment_id, module_key) if has_excuses else []
    by = aliased(Person)
    times = db.execute(
        select(MoreTime.until, MoreTime.given_at, by.name)
        .outerjoin(by, by.id == MoreTime.given_by_id)
        .where(MoreTime.enrolment_id == enrolment_id, MoreTime.module_key == module_key)
        .order_by(MoreTime.given_at, MoreTime.id)
    )
    return Easing(excused, [TimeGiven(*row) for row in times])


def _excused(db: Session, enrolment_id: UUID, module_key: str) -> list[Excused]:
    by, back_by = aliased(Person), aliased(Person)
    rows = db.execute(
        select(
            *(Excuse.step_key, Excuse.reason, Excuse.excused_at, by.name),
            *(Excuse.taken_back_at, back_by.name),
        )
        .outerjoin(by, by.id == Excuse.excused_by_id)
        .outerjoin(back_by, back_by.id == Excuse.taken_back_by_id)
        .where(Excuse.enrolment_id == enrolment_id, Excuse.module_key == module_key)
        .order_by(Excuse.excused_at, Excuse.id)
    )
    return [Excused(*row) for row in rows]
