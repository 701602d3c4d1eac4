"""What was made easier for people: modules opened early, steps left out, and more time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kit.times import in_zone

_EASED = text(
    """
    SELECT enrolment_id, module_key, NULL AS step_key, CAST(NULL AS date) AS until
    FROM unlock WHERE enrolment_id = ANY(:enrolments)
    UNION ALL
    SELECT enrolment_id, module_key, step_key, NULL
    FROM excuse WHERE enrolment_id = ANY(:enrolments) AND taken_back_at IS NULL
    UNION ALL
    (SELECT DISTINCT ON (enrolment_id, module_key) enrolment_id, module_key, NULL, until
     FROM more_time WHERE enrolment_id = ANY(:enrolments)
     ORDER BY enrolment_id, module_key, given_at DESC, id DESC)
    """
)


@dataclass(frozen=True, slots=True)
class Eased:
    """For one person: keys of modules opened early, steps left out, and days by module."""

    opened: set[str] = field(default_factory=set)
    spared: set[tuple[str, str]] = field(default_factory=set)
    until: dict[str, date] = field(default_factory=dict)


NOTHING = Eased()


def eased_for(
    db: Session, enrolments: Sequence[UUID], *, zone: str, now: datetime
) -> dict[UUID, Eased]:
    """What was made easier for each of them; days that are over are left out. One statement."""
    today = in_zone(now, zone).date()
    found: dict[UUID, Eased] = {}
    rows = db.execute(_EASED, {"enrolments": list(enrolments)})
    for enrolment, module, step, until in rows:
        eased = found.setdefault(enrolment, Eased())
        if step is not None:
            eased.spared.add((module, step))
        elif until is None:
            eased.opened.add(module)
        elif until >= today:
            eased.until[module] = until
    return found
