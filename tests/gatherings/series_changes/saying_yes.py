"""Looking at a change of a series and saying yes to it, as facilitators do."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.series_changes import (
    SeriesCallOff,
    SeriesMove,
    call_off_sessions,
    move_sessions,
)
from app.gatherings.models import Gathering
from app.gatherings.queries.series_changes import sessions_to_change
from app.gatherings.rules.series_changes import WHOLE, Shift, seal
from app.kit.times import in_zone
from app.people.models import Person
from tests.clock import NOON

# Saturday 30 January 2027, 12pm in London.
START = NOON + timedelta(days=10)

AN_HOUR = Shift(minutes=60)


def seen(db: Session, gathering: Gathering, scope: str, now: datetime = NOON) -> str:
    """The seal of what a facilitator looks at before the yes."""
    found = sessions_to_change(db, gathering, scope, now)
    return seal([(one.id, one.sequence) for one in found])


def move(
    db: Session,
    actor: Person,
    gathering: Gathering,
    cohort: Cohort,
    shift: Shift = AN_HOUR,
    *,
    scope: str = WHOLE,
    key: UUID | None = None,
    now: datetime = NOON,
) -> int:
    """Look, and say yes."""
    wanted = SeriesMove(scope, shift, seen(db, gathering, scope, now), key or uuid4())
    return move_sessions(db, actor, wanted, gathering=gathering, cohort=cohort, now=now)


def call_off(
    db: Session,
    actor: Person,
    gathering: Gathering,
    *,
    scope: str = WHOLE,
    key: UUID | None = None,
    now: datetime = NOON,
) -> int:
    """Look, and say yes."""
    wanted = SeriesCallOff(scope, seen(db, gathering, scope, now), key or uuid4())
    return call_off_sessions(db, actor, wanted, gathering=gathering, now=now)


def on_the_wall(sessions: list[Gathering], zone: str = "Europe/London") -> list[str]:
    """The days and times of sessions as a clock on the wall shows them."""
    return [f"{in_zone(one.starts_at, zone):%d %b %H:%M}" for one in sessions]
