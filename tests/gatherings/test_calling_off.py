"""Calling a session off: its reminders lapse, and everybody is told once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.errors import HasBegun
from app.gatherings.kinds import CancelledKind
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.clock import NOON
from tests.gatherings.reminders.test_planning import START
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.desks import desk_at
from tests.make.gatherings import make_gathering


def count_letters(db: Session) -> int:
    """How many letters there are."""
    return db.scalar(select(func.count()).select_from(Letter)) or 0


def test_calling_off_lets_reminders_lapse_and_tells_everybody_once(db: Session) -> None:
    cohort = make_cohort(db)
    facilitator = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    person = make_member(db, cohort)
    make_member(db, cohort, state="invited")
    plan_reminders(db, NOON)
    for _ in range(2):
        cancel_session(db, facilitator, gathering_id=gathering.id, now=NOON)
    rows = db.execute(
        select(Letter.kind, Letter.state, func.count()).group_by(Letter.kind, Letter.state)
    )
    assert {(kind, state): number for kind, state, number in rows} == {
        ("reminder", "lapsed"): 6,
        ("cancelled", "due"): 2,
    }
    assert plan_reminders(db, NOON) == 0
    letters = db.scalars(select(Letter).where(Letter.kind == "cancelled")).all()
    db.expire_all()
    drafts = CancelledKind().prepare(db, letters, desk_at(NOON))
    draft = next(drafts[letter.id] for letter in letters if letter.person_id == person.id)
    assert isinstance(draft, Draft)
    assert draft.subject == "Called off: First meeting"
    late = CancelledKind().prepare(db, letters, desk_at(gathering.ends_at))
    assert all(isinstance(answer, Lapse) for answer in late.values())


def test_a_session_that_has_begun_cannot_be_called_off(db: Session) -> None:
    cohort = make_cohort(db)
    facilitator = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    with pytest.raises(HasBegun):
        cancel_session(db, facilitator, gathering_id=gathering.id, now=START)


def test_two_presses_at_once_call_off_once(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        facilitator = make_facilitator(db, cohort)
        gathering = make_gathering(db, cohort, starts_at=START)
    together = Barrier(2)

    def press(_: int) -> None:
        together.wait(10)
        with sessions.begin() as db:
            cancel_session(db, facilitator, gathering_id=gathering.id, now=NOON)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, range(2)))
    with sessions() as db:
        assert count_letters(db) == 1
