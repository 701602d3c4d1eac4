"""What people opened and did, packed small: a page has tens of thousands of these.

PostgreSQL sends all steps of a person as one value, in its own format: step, moment and rule of
each. A row for each would cost many times as much to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from struct import Struct
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.insights.rules.marks import BY_RULE
from app.kit.db import AS_BYTES

_RULES = " ".join(
    f"WHEN '{rule}' THEN '\\x{number:02x}'::bytea" for number, rule in enumerate(BY_RULE) if rule
)
_CELLS = text(
    f"""
    SELECT enrolment_id,
           string_agg(uuid_send(step_id) || timestamptz_send(coalesce(done_at, seen_at))
                      || CASE WHEN done_at IS NULL THEN '\\x00'::bytea ELSE
                         CASE done_by_rule {_RULES} ELSE '\\x01'::bytea END END, ''::bytea),
           string_agg(uuid_send(step_id) || uuid_send(entered_by_id), ''::bytea)
               FILTER (WHERE entered_by_id IS NOT NULL)
    FROM step_progress
    WHERE enrolment_id = ANY(:enrolments)
    GROUP BY enrolment_id
    """  # noqa: S608 - our own words only
).execution_options(**{AS_BYTES: True})
_CELL = Struct("!16sqB")
_TYPED = Struct("!16s16s")
# PostgreSQL counts microseconds from the beginning of this century.
CENTURY = datetime(2000, 1, 1, tzinfo=UTC)
# In every zone a day begins on a quarter of an hour.
QUARTER = 15 * 60 * 1_000_000


@dataclass(frozen=True, slots=True)
class Done:
    """All that one person opened or did; `typed` holds who typed it in for them, by step."""

    packed: bytes
    typed: Mapping[bytes, bytes]

    def cells(self) -> Iterator[tuple[Any, ...]]:
        """Step, moment and rule of each, as small as they came."""
        return _CELL.iter_unpack(self.packed)


def done_by(db: Session, enrolments: Sequence[UUID]) -> dict[UUID, Done]:
    """What each of them opened or did, by enrolment. One statement."""
    rows = db.execute(_CELLS, {"enrolments": list(enrolments)})
    return {
        enrolment: Done(packed, dict(_TYPED.iter_unpack(typed)) if typed else {})
        for enrolment, packed, typed in rows
    }


def moment_of(quarter: int) -> datetime:
    """When a quarter of an hour since the beginning of the century began, in UTC."""
    return CENTURY + timedelta(microseconds=quarter * QUARTER)


def quarter_of(moment: datetime) -> int:
    """The quarter of an hour in which a moment is."""
    return (moment - CENTURY) // timedelta(microseconds=QUARTER)
