"""What happens by itself costs little when there is nothing to do, and happens once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery import Celery
from sqlalchemy import select, text
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort
from app.post.models import Letter
from app.wiring import Platform
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_line, make_member
from tests.make.gatherings import make_gathering, make_reply
from worker.celery_app import make_celery
from worker.schedule import TICKS

# The most statements of each tick when there is nothing to do, whatever is in the tables.
IDLE = {
    "send_letters": 3,
    "ask_after_letters": 0,
    "pass_on_seats": 2,
    "plan_reminders": 3,
    "plan_releases": 1,
    "plan_digests": 1,
    "recheck_lists": 1,
    "forget_rosters": 1,
    "forget_imports": 1,
    "end_rests": 1,
    "forget_strangers": 1,
    "erase_reflections": 1,
    # Whether both roles are held, what is late, what waits, and whom to tell of an empty role.
    "escalate_worries": 4,
    # The newest text; questions that wait, pairs that are due, and texts of strangers.
    "read_texts": 1,
    "ask_check_ins": 3,
    "ask_pledges": 2,
    "ask_assets": 2,
    "remind_authors": 1,
    "issue_certificates": 1,
    "close_polls": 1,
    "build_outputs": 3,
    "make_copies": 1,
    "forget_copies": 2,
    "erase_people": 1,
    # Off unless the years are set.
    "end_unused": 0,
    # The lock, the head, and what waits; or what is older than is kept.
    "seal_record": 4,
    "let_record_go": 2,
    # Changes that ran out, those that are ripe, and numbers that asked.
    "look_after_ways_in": 3,
    "match_people": 1,
    "look_after_pairs": 7,
}


@pytest.fixture
def queue(platform: Platform) -> Celery:
    """The tasks, to be called without a worker."""
    return make_celery(platform)


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort in the middle of its course: a session to come, people in line, one on paper."""
    made = make_cohort(db)
    make_facilitator(db, made)
    people = [make_member(db, made), make_member(db, made, name="Dai Example", email=None)]
    coming = make_gathering(db, made, starts_at=NOON + timedelta(days=2))
    for person in people:
        make_reply(db, coming, person)
    make_line(db, made, 3)
    db.commit()
    return made


def settle(queue: Celery) -> None:
    """Ring everything until nothing is left to do."""
    for _ in range(2):
        for tick in TICKS:
            queue.tasks[tick.task]()


def outbox(sessions: sessionmaker[Session]) -> list[tuple[object, ...]]:
    """All letters and what became of them."""
    with sessions() as db:
        told = select(Letter.id, Letter.state, Letter.tries, Letter.sent_at).order_by(Letter.id)
        return [tuple(row) for row in db.execute(told)]


def test_every_tick_has_its_task_and_its_count(queue: Celery) -> None:
    assert [tick.task for tick in TICKS if tick.task not in queue.tasks] == []
    assert set(IDLE) == {tick.task for tick in TICKS}


@pytest.mark.parametrize("task", IDLE)
def test_an_idle_tick_costs_no_more_in_a_house_in_use_than_is_said_here(
    task: str, queue: Celery, db: Session, cohort: Cohort, count_statements: CountStatements
) -> None:
    settle(queue)
    with count_statements() as in_use:
        queue.tasks[task]()
    db.execute(text("DELETE FROM letter"))
    db.delete(db.get_one(Cohort, cohort.id))
    db.commit()
    with count_statements() as empty:
        queue.tasks[task]()
    assert len(in_use) == IDLE[task]
    assert len(empty) <= IDLE[task]


def test_a_tick_that_is_rung_twice_does_nothing_the_second_time(
    queue: Celery, sessions: sessionmaker[Session], cohort: Cohort, clock: StoppedClock
) -> None:
    settle(queue)
    before = outbox(sessions)
    assert {state for _, state, *_ in before} >= {"due", "sent", "listed"}
    clock.move(minutes=1)
    settle(queue)
    assert outbox(sessions) == before
