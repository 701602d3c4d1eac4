"""Who is counted in the programme, and as what."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.gatherings.models import Attendance
from app.insights.queries.programme.people import people_cells
from app.insights.rules.programme.counting import (
    CAME,
    CAME_OFTEN,
    FINISHED,
    HALF,
    INVITED,
    JOINED,
    NOTED,
    ONE_MODULE,
    module,
)
from app.progress.models import Excuse
from tests.clock import NOON
from tests.insights.programme.conftest import YEAR, Programme
from tests.make.cohorts import make_facilitator, make_line
from tests.make.gatherings import make_gathering


def counted(db: Session, measure: str, *, year: int = YEAR) -> int:
    """How many people of a year this is so of, exactly."""
    cells = people_cells(db, now=NOON)
    return sum(cell.counts.get(measure, 0) for cell in cells if cell.year == year)


def test_those_invited_and_those_who_joined_count_and_stay_counted_when_they_leave(
    db: Session, programme: Programme
) -> None:
    programme.join(db, 3)
    programme.join(db, 2, state="invited")
    programme.join(db, 1, state="left")[0].joined_at = NOON
    programme.join(db, 1, before=True)
    make_facilitator(db, programme.now)
    make_line(db, programme.now, 2)
    assert (counted(db, INVITED), counted(db, JOINED)) == (6, 4)
    assert counted(db, INVITED, year=YEAR - 1) == 1


def test_whoever_moved_counts_once_where_they_are_now(db: Session, programme: Programme) -> None:
    (old,) = programme.join(db, 1, before=True, state="left")
    (new,) = programme.join(db, 1)
    old.joined_at, old.moved_to_id = NOON, new.id
    db.flush()
    assert (counted(db, JOINED), counted(db, JOINED, year=YEAR - 1)) == (1, 0)


def test_a_step_that_is_not_asked_keeps_nobody_from_finishing(
    db: Session, programme: Programme
) -> None:
    all_done, without, half, nothing = programme.join(db, 4)
    programme.finish(db, [all_done])
    programme.finish(db, [without, half], modules=1)
    for seat, taken_back in ((without, None), (half, NOON)):
        for step in ("welcome", "story", "check", "reflect", "act"):
            excuse = Excuse(
                enrolment_id=seat.id, module_key="module-2", step_key=step, excused_at=NOON
            )
            excuse.taken_back_at = taken_back
            db.add(excuse)
    # It was done all the same, and does not count twice.
    db.add(Excuse(enrolment_id=nothing.id, module_key="module-1", step_key="act", excused_at=NOON))
    db.add(Excuse(enrolment_id=half.id, module_key="module-1", step_key="act", excused_at=NOON))
    db.flush()
    found = [counted(db, one) for one in (ONE_MODULE, HALF, FINISHED, module(1), module(2))]
    assert found == [3, 3, 2, 3, 2]


def test_coming_is_a_part_of_the_sessions_that_were_held(db: Session, programme: Programme) -> None:
    often, once, never, unnoted = programme.join(db, 4)
    held = [
        make_gathering(db, programme.now, starts_at=NOON - timedelta(days=days))
        for days in (9, 6, 3)
    ]
    off = make_gathering(db, programme.now, starts_at=NOON - timedelta(days=1), state="cancelled")
    coming = make_gathering(db, programme.now)
    noted = [
        *((often, one, "phone") for one in held[:2]),
        (often, held[2], "missed"),
        (once, held[0], "online"),
        *((once, one, "apologies") for one in held[1:]),
        (never, held[0], "missed"),
        *((unnoted, one, "in_person") for one in (off, coming)),
    ]
    for seat, session, how in noted:
        db.add(Attendance(gathering_id=session.id, enrolment_id=seat.id, how=how, noted_at=NOON))
    db.flush()
    assert [counted(db, one) for one in (NOTED, CAME, CAME_OFTEN)] == [3, 2, 1]
