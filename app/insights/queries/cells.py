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
from datetime import date, datetime, timedelta
from struct import Struct
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.insights.queries.columns import ModuleColumns
from app.insights.rules.marks import BY_RULE
from app.kit.db import AS_BYTES
from app.progress.rules import MARKED

_MARKED = BY_RULE.index(MARKED)
_RULES = " ".join(f"WHEN '{rule}' THEN {number}" for number, rule in enumerate(BY_RULE) if rule)
_CELLS = text(
    f"""
    SELECT string_agg(int8send(cell), ''::bytea),
           string_agg(int8send(cell) || uuid_send(typist_id), ''::bytea)
               FILTER (WHERE typist_id IS NOT NULL)
    FROM (
        SELECT (seat.number - 1) * :width + step.place - 1
               + (CAST(CAST((coalesce(way.done_at, way.seen_at) AT TIME ZONE :zone) AS date)
                       - DATE '2000-01-01' AS bigint) * 16
                  + CASE WHEN way.done_at < moved.at THEN 8 ELSE 0 END
                  + CASE WHEN way.done_at IS NULL THEN 0 WHEN step.is_private THEN {_MARKED}
                         ELSE CASE way.done_by_rule {_RULES} ELSE {_MARKED} END END
                 ) * {1 << 32} AS cell,
               CASE WHEN way.done_at IS NOT NULL AND NOT step.is_private
                    THEN way.entered_by_id END AS typist_id
        FROM step_progress AS way
        JOIN unnest(CAST(:steps AS uuid[]), CAST(:private AS boolean[]))
             WITH ORDINALITY AS step (id, is_private, place) ON step.id = way.step_id
        JOIN unnest(CAST(:enrolments AS uuid[])) WITH ORDINALITY AS seat (id, number)
             ON seat.id = way.enrolment_id
        LEFT JOIN unnest(CAST(:moved AS uuid[]), CAST(:moved_at AS timestamptz[]))
             AS moved (id, at) ON moved.id = way.enrolment_id
        WHERE way.done_at IS NOT NULL OR NOT step.is_private
    ) AS cells
    """  # noqa: S608 - our own words only
).execution_options(**{AS_BYTES: True})
_TYPED = Struct("!ii16s")
# Of which C type each half of a cell is.
_FOUR_BYTES = "i"
CENTURY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Done:
    """All that is told of some people, as one row after the other of `width` cells each.

    `at` are the places that are filled, and `codes` what the cell at each says. `typed` are those
    typed in for somebody: what it says, where, and who typed it in.
    """

    people: int
    width: int
    at: Sequence[int]
    codes: Sequence[int]
    typed: Sequence[tuple[int, int, bytes]]


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says: the day, the number of the rule (0: opened), and if it was carried."""

    day: date
    rule: int
    is_carried: bool


def said_by(code: int) -> Said:
    """What such a number means; it is the same for all cells that say the same."""
    days, said = divmod(code, 16)
    return Said(CENTURY + timedelta(days=days), said % 8, is_carried=said >= 8)  # noqa: PLR2004 - one bit


def done_by(
    db: Session,
    modules: Sequence[ModuleColumns],
    people: Sequence[tuple[UUID, datetime | None]],
    *,
    zone: str,
) -> Done:
    """What these people opened or did of these steps. One statement.

    Each with when they were moved here from another cohort, if they were.
    """
    steps = [step for module in modules for step in module.steps]
    moved = [(one, at) for one, at in people if at is not None]
    facts = {
        "zone": zone,
        "width": len(steps),
        "enrolments": [one for one, _ in people],
        "steps": [step.id for step in steps],
        "private": [step.is_private for step in steps],
        "moved": [one for one, _ in moved],
        "moved_at": [at for _, at in moved],
    }
    packed, typed = db.execute(_CELLS, facts).one()
    # PostgreSQL sends the highest byte first, whatever the machine.
    halves = array(_FOUR_BYTES, packed or b"")
    if sys.byteorder == "little":
        halves.byteswap()
    return Done(
        *(len(people), len(steps), halves[1::2], halves[::2]),
        list(_TYPED.iter_unpack(typed or b"")),
    )
