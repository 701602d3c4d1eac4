"""For one's own first page: whom one helps, and who asks whether one would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Date, DateTime, bindparam, cast, func, select

from app.helping.models import Helping
from app.helping.queries.entering import STANDS
from app.helping.rules import WAITS
from app.people.models import Person


@dataclass(frozen=True)
class Helped:
    """Somebody whom one helps, or who asks (not `is_open`)."""

    helping_id: UUID
    name: str
    is_open: bool


_now = bindparam("now", type_=DateTime(timezone=True))
# Part of a statement of the first page, which gives it `person` and `now`.
HELPED = (
    select(
        func.jsonb_agg(
            func.jsonb_build_array(Helping.id, Person.name, Helping.helper_yes_at.is_not(None))
        )
    )
    .join(Person, Person.id == Helping.person_id)
    .where(
        Helping.helper_id == bindparam("person"),
        Helping.ended_at.is_(None),
        Helping.person_yes_at.is_not(None),
        Helping.last_day >= cast(func.timezone(Person.time_zone, _now), Date),
        Helping.helper_yes_at.is_not(None) | (Helping.asked_at > _now - WAITS),
        STANDS,
    )
    .scalar_subquery()
)


def helped_in(rows: Sequence[tuple[str, str, bool]] | None) -> Sequence[Helped]:
    """What that part of the statement found, by name."""
    found = [Helped(UUID(row[0]), row[1], row[2]) for row in rows or ()]
    return sorted(found, key=lambda one: (one.name.casefold(), one.helping_id))
