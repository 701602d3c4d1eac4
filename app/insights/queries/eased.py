"""What was made easier for people: modules opened early, steps left out, and more time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from app.kit.times import in_zone

# Rows of an enrolment, a module, a step or none, and a day or none, of all enrolments in `seat`.
EASED = """
    SELECT jsonb_agg(jsonb_build_array(enrolment_id, module_key, step_key, until)) FROM (
        SELECT enrolment_id, module_key, NULL AS step_key, CAST(NULL AS date) AS until
        FROM unlock WHERE enrolment_id IN (SELECT id FROM seat)
        UNION ALL
        SELECT enrolment_id, module_key, step_key, NULL
        FROM excuse WHERE enrolment_id IN (SELECT id FROM seat) AND taken_back_at IS NULL
        UNION ALL
        (SELECT DISTINCT ON (enrolment_id, module_key) enrolment_id, module_key, NULL, until
         FROM more_time WHERE enrolment_id IN (SELECT id FROM seat)
         ORDER BY enrolment_id, module_key, given_at DESC, id DESC)
    ) AS eased
"""
EasedRow = tuple[str, str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Eased:
    """For one person: keys of modules opened early, steps left out, and days by module."""

    opened: set[str] = field(default_factory=set)
    spared: set[tuple[str, str]] = field(default_factory=set)
    until: dict[str, date] = field(default_factory=dict)


NOTHING = Eased()


def eased_by(rows: Iterable[EasedRow], *, zone: str, now: datetime) -> dict[str, Eased]:
    """What such rows say, by the id of the enrolment in words; days that are over are left out."""
    today = in_zone(now, zone).date()
    found: dict[str, Eased] = {}
    for enrolment, module, step, until in rows:
        eased = found.setdefault(enrolment, Eased())
        if step is not None:
            eased.spared.add((module, step))
        elif until is None:
            eased.opened.add(module)
        elif date.fromisoformat(until) >= today:
            eased.until[module] = date.fromisoformat(until)
    return found
