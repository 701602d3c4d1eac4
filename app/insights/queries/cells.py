"""What people opened and did, packed small: a page has tens of thousands of these.

PostgreSQL sends all cells of all people as one value of eight bytes for each: four that say the day
in the cohort's zone and the rule, and four for where the cell stands. A row for each would cost
many times as much to read. What nobody is told does not leave the database: of a private step, that
it was opened, and on whose word it is done.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from struct import Struct
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, text
from sqlalchemy.orm import Session

from app.insights.queries.chosen import GridPerson
from app.insights.queries.columns import ModuleColumns
from app.insights.queries.eased import EASED, EasedRow
from app.insights.rules.marks import BY_RULE, MANY
from app.kit.db import AS_BYTES, as_array
from app.kit.times import in_zone, start_of
from app.progress.rules import MARKED

_MARKED = BY_RULE.index(MARKED)
_RULES = " ".join(f"WHEN '{rule}' THEN {number}" for number, rule in enumerate(BY_RULE) if rule)
# Of which days PostgreSQL makes the midnights once; it asks the zone about each older moment.
YEAR = timedelta(days=366)
CENTURY = date(2000, 1, 1)
_DAY = """
    CASE WHEN way.at >= :first_at AND way.at < :last_at
         THEN :before + width_bucket(way.at, (SELECT midnights FROM calendar))
         ELSE CAST(way.at AT TIME ZONE :zone AS date) - DATE '2000-01-01' END
"""


def _cells(*, carried: str, moved: str) -> Executable:
    return text(
        f"""
        WITH calendar AS MATERIALIZED (
            SELECT array_agg(day AT TIME ZONE :zone ORDER BY day) AS midnights
            FROM generate_series(
                CAST(:first AS timestamp), CAST(:last AS timestamp), INTERVAL '1 day') AS day
        ), seat AS (
            SELECT id, number
            FROM unnest(CAST(:enrolments AS uuid[])) WITH ORDINALITY AS given (id, number)
        )
        SELECT string_agg(int8send(cell), ''::bytea),
               string_agg(int8send(cell) || uuid_send(typist_id), ''::bytea)
                   FILTER (WHERE typist_id IS NOT NULL),
               ({EASED})
        FROM (
            SELECT (seat.number - 1) * :width + step.place - 1
                   + (CAST({_DAY} AS bigint) * 16 + {carried}
                      + CASE WHEN way.done_at IS NULL THEN 0 WHEN step.is_private THEN {_MARKED}
                             ELSE CASE way.done_by_rule {_RULES} ELSE {_MARKED} END END
                     ) * {1 << 32} AS cell,
                   CASE WHEN way.done_at IS NOT NULL AND NOT step.is_private
                        THEN way.entered_by_id END AS typist_id
            FROM seat
            -- A fence: person by person by their key, however many others there are. Asked for at
            -- once, PostgreSQL would read everybody's steps, or each step by itself.
            JOIN LATERAL (
                SELECT step_id, done_at, coalesce(done_at, seen_at) AS at, done_by_rule,
                       entered_by_id
                FROM step_progress WHERE enrolment_id = seat.id OFFSET 0
            ) AS way ON true
            JOIN unnest(CAST(:steps AS uuid[]), CAST(:private AS boolean[]))
                 WITH ORDINALITY AS step (id, is_private, place) ON step.id = way.step_id
            {moved}
            WHERE way.done_at IS NOT NULL OR NOT step.is_private
        ) AS cells
        """  # noqa: S608 - our own words only
    ).execution_options(**{AS_BYTES: True})


_OF_THOSE_WHO_STAYED = _cells(carried="0", moved="")
_OF_SOME_WHO_CAME = _cells(
    carried="CASE WHEN way.done_at < moved.at THEN 8 ELSE 0 END",
    moved="""
        LEFT JOIN unnest(CAST(:moved AS uuid[]), CAST(:moved_at AS timestamptz[]))
             AS moved (id, at) ON moved.id = seat.id
    """,
)
_TYPED = Struct("!ii16s")
# Of which C type each half of a cell is.
_FOUR_BYTES = "i"


@dataclass(frozen=True, slots=True)
class Done:
    """All that is told of some people, whose cells are one row after the other.

    `at` are the places that are filled, and `codes` what the cell at each says. `typed` are those
    typed in for somebody: what it says, where, and who typed it in. `eased` is for `eased_by`.
    """

    at: Sequence[int]
    codes: Sequence[int]
    typed: Sequence[tuple[int, int, bytes]]
    eased: Sequence[EasedRow]

    @property
    def typists(self) -> set[UUID]:
        """Who typed something in."""
        return {UUID(bytes=one) for one in {typist for _, _, typist in self.typed}}


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says: the day, the number of the rule (0: opened), and if it was carried."""

    day: date
    rule: int
    is_carried: bool


@lru_cache(MANY)
def said_by(code: int) -> Said:
    """What such a number means; it is the same for all cells that say the same."""
    days, said = divmod(code, 16)
    return Said(CENTURY + timedelta(days=days), said % 8, is_carried=said >= 8)  # noqa: PLR2004 - one bit


def done_by(
    db: Session,
    modules: Sequence[ModuleColumns],
    people: Sequence[GridPerson],
    *,
    zone: str,
    now: datetime,
) -> Done:
    """What these people opened or did of these steps, and what was made easier. One statement."""
    steps = [step for module in modules for step in module.steps]
    facts = {
        **_midnights(zone, now),
        "width": len(steps),
        "enrolments": as_array([person.key for person in people]),
        "steps": as_array(str(step.id) for step in steps),
        "private": [step.is_private for step in steps],
    }
    moved = {one.key: one.carried_before for one in people if one.carried_before}
    if moved:
        facts |= {"moved": as_array(moved), "moved_at": list(moved.values())}
    packed, typed, eased = db.execute(
        _OF_SOME_WHO_CAME if moved else _OF_THOSE_WHO_STAYED, facts
    ).one()
    # PostgreSQL sends the highest byte first, whatever the machine.
    halves = array(_FOUR_BYTES, packed or b"")
    if sys.byteorder == "little":
        halves.byteswap()
    typed_in = list(_TYPED.iter_unpack(typed or b""))
    return Done(halves[1::2], halves[::2], typed_in, eased or ())


def _midnights(zone: str, now: datetime) -> dict[str, Any]:
    last = in_zone(now, zone).date() + timedelta(days=1)
    first = last - YEAR
    return {
        "zone": zone,
        "first": datetime.combine(first, time.min),
        "last": datetime.combine(last, time.min),
        "first_at": start_of(first, zone),
        "last_at": start_of(last, zone),
        # The first midnight begins the first day; what it counts from is one before.
        "before": (first - CENTURY).days - 1,
    }
