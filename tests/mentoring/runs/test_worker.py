"""A run is asked for once, worked out by one worker, and taken up again when that one dies."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Enrolment
from app.cohorts.rules import WITHDRAWN
from app.kit.db import new_id
from app.mentoring.actions.matching import claim_next, match_next
from app.mentoring.actions.runs import ask_for_run, set_run_aside
from app.mentoring.errors.runs import OneWaits
from app.mentoring.models import MatchingLine, MatchingRun
from app.mentoring.rules.runs import FAILED, LEASE, MOST_TRIES, PROPOSED, RUNNING, STEPS
from app.mentoring.rules.topics import ANSWERS
from app.people.models import Person
from tests.beginning import Begun
from tests.launch.waiting import until
from tests.make.mentoring import make_apart
from tests.make.runs import Matchmaking
from tests.mentoring.runs import matcher

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 60.0


def test_a_run_proposes_pairs_and_says_why_somebody_is_left(making: Matchmaking) -> None:
    making.four()
    making.somebody("Eva Elm", languages=["cy"])
    run = making.proposed()
    assert (run.state, run.done, run.total, run.tries) == (PROPOSED, len(STEPS), len(STEPS), 1)
    assert making.standing(run) == {frozenset({"Ana", "Cy"}), frozenset({"Bo", "Di"})}
    assert making.left(run) == {"Eva": ["language"]}
    assert all(line.reasons for line in making.lines(run))


def test_whoever_rests_has_left_or_has_no_profile_takes_no_part(
    making: Matchmaking, db: Session
) -> None:
    making.four()
    making.somebody("Eva Elm", state="resting")
    gone = making.somebody("Finn Fir")
    left = update(Enrolment).where(Enrolment.person_id == gone.id).values(state=WITHDRAWN)
    db.execute(left)
    db.commit()
    run = making.proposed()
    assert making.left(run) == {}
    assert len(making.lines(run)) == 2


def test_the_same_people_give_the_same_run_again(making: Matchmaking, db: Session) -> None:
    _, bo, _, di = making.four()
    first = making.proposed()
    set_run_aside(db, making.mina, first.id, revision=0, now=making.later())
    db.commit()
    second = making.proposed()
    assert (second.previous_id, second.digest) == (first.id, first.digest)
    assert making.standing(second) == making.standing(first)
    set_run_aside(db, making.mina, second.id, revision=0, now=making.later())
    make_apart(db, bo, di)
    db.commit()
    third = making.proposed()
    assert third.previous_id == second.id
    assert third.digest != second.digest
    assert frozenset({"Bo", "Di"}) not in making.standing(third)


def test_a_form_sent_twice_asks_once_and_another_has_to_wait(
    making: Matchmaking, db: Session
) -> None:
    key, now = new_id(), making.clock.now()
    first = ask_for_run(db, making.mina, request_key=key, now=now)
    assert ask_for_run(db, making.mina, request_key=key, now=now) == first
    with pytest.raises(OneWaits):
        ask_for_run(db, making.ravi, request_key=new_id(), now=now)


def test_two_who_ask_at_the_same_moment_get_one_run(
    making: Matchmaking, sessions: sessionmaker[Session], db: Session
) -> None:
    now = making.clock.now()

    def ask(actor: Person) -> str:
        try:
            with sessions.begin() as own:
                ask_for_run(own, actor, request_key=new_id(), now=now)
        except OneWaits as refusal:
            return refusal.sentence
        return "asked"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(ask, [making.mina, making.ravi]))
    assert said == [OneWaits.sentence, "asked"]
    assert len(db.scalars(select(MatchingRun.id)).all()) == 1


def test_of_two_workers_one_has_the_run(
    making: Matchmaking, sessions: sessionmaker[Session], db: Session
) -> None:
    making.four()
    run = making.ask()
    now = making.clock.now()
    with sessions() as one, sessions() as two, one.begin(), two.begin():
        assert claim_next(one, now=now) is not None
        assert claim_next(two, now=now) is None
    assert making.run(run.id).state == RUNNING


@contextmanager
def _worker(engine: Engine, folder: Path, look: str) -> Iterator[Begun]:
    """A real worker that has come to one look at its clock; never left behind."""
    database = engine.url.render_as_string(hide_password=False)
    process = Begun(matcher.main, database, str(folder), look)
    try:
        until((folder / "here").exists, "the worker to come to its place", LIMIT)
        yield process
    finally:
        process.kill()
        process.wait(LIMIT)


# The claim is the first look at the clock; each step is one more.
@pytest.mark.parametrize(("look", "done"), [("2", 0), ("5", 3)])
def test_another_worker_goes_on_when_one_is_killed(
    making: Matchmaking, engine: Engine, tmp_path: Path, look: str, done: int
) -> None:
    making.four()
    run = making.ask()
    with _worker(engine, tmp_path, look) as process:
        assert (making.run(run.id).state, making.run(run.id).done) == (RUNNING, done)
        making.db.rollback()
        # It lives: nobody takes the run out of its hands.
        assert making.work() == 0
        process.kill()
        assert process.wait(LIMIT) == -9
    making.clock.move(seconds=LEASE.total_seconds())
    assert making.work() == 1
    found = making.run(run.id)
    assert (found.state, found.tries) == (PROPOSED, 2)
    assert len(making.lines(run)) == 2


def test_a_worker_that_was_only_slow_changes_nothing_when_it_comes_back(
    making: Matchmaking, engine: Engine, tmp_path: Path
) -> None:
    making.four()
    run = making.ask()
    with _worker(engine, tmp_path, "5") as process:
        making.clock.move(seconds=LEASE.total_seconds())
        assert making.work() == 1
        before = [line.id for line in making.lines(run)]
        making.db.rollback()
        (tmp_path / "go").touch()
        assert process.wait(LIMIT) == 0
    assert [line.id for line in making.lines(run)] == before


def test_a_run_set_aside_while_the_worker_is_at_it_stays_so(
    making: Matchmaking, engine: Engine, db: Session, tmp_path: Path
) -> None:
    making.four()
    run = making.ask()
    with _worker(engine, tmp_path, "4") as process:
        set_run_aside(db, making.ravi, run.id, revision=0, now=making.clock.now())
        db.commit()
        (tmp_path / "go").touch()
        assert process.wait(LIMIT) == 0
    assert making.run(run.id).state == "set_aside"
    assert making.lines(run) == []


def test_a_run_that_never_ends_well_is_given_up_and_another_can_be_asked_for(
    making: Matchmaking, db: Session
) -> None:
    run = making.ask()
    for _ in range(MOST_TRIES):
        with making.sessions.begin() as own:
            assert claim_next(own, now=making.clock.now()) is not None
        making.clock.move(seconds=LEASE.total_seconds())
    assert not match_next(making.sessions, clock=making.clock)
    assert making.run(run.id).state == FAILED
    assert db.scalars(select(MatchingLine.id)).all() == []
    again = making.ask()
    making.four()
    assert making.work() == 1
    assert making.run(again.id).previous_id is None


def test_what_they_have_in_common_stands_in_no_line(making: Matchmaking, db: Session) -> None:
    said: dict[str, Any] = {"characteristics": ["carer"], "characteristics_as_reason": True}
    making.somebody("Ana Ash", **said)
    making.somebody("Cy Cedar", ANSWERS, **said)
    run = making.proposed()
    (line,) = making.lines(run)
    assert {"key": "in_common"} in line.reasons
    assert "carer" not in str(line.reasons)
