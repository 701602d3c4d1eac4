"""Entering, asking, answering and ending at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.helping.actions.answer import answer_helping, end_helping
from app.helping.actions.ask import Wish, ask_helper
from app.helping.errors import AskedAlready
from app.helping.models import Helping
from app.helping.queries import helping_place
from app.helping.queries.entering import Entering, may_enter_for
from app.helping.rules import SESSIONS
from app.kit.db import new_id
from app.people.models import Person
from app.post.models import Letter
from tests.clock import NOON
from tests.launch.waiting import LIMIT, until
from tests.locks import how_many_wait
from tests.make.cohorts import make_cohort, make_member
from tests.make.helping import LAST_DAY, make_helping


def two(db: Session) -> tuple[Person, Person]:
    """Somebody, and whoever may help them."""
    cohort = make_cohort(db)
    return make_member(db, cohort, name="Ottoline Example"), make_member(db, cohort, name="Hal")


def may(db: Session, helper: Person, person: Person) -> bool:
    """Whether the helper may enter an answer now, as a form that is sent asks it."""
    return may_enter_for(db, helper, Entering(person.id, SESSIONS, False), now=NOON, hold=True)


def end(db: Session, actor: Person, helping: Helping) -> bool:
    """One of the two ends it."""
    at = helping_place(db, actor, helping_id=helping.id)
    assert at is not None
    return end_helping(db, actor, at, now=NOON)


def test_whoever_ends_it_waits_for_what_is_being_entered_and_nothing_comes_after(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        person, helper = two(db)
        helping = make_helping(db, person, helper)

    def stop() -> bool:
        with sessions.begin() as db:
            return end(db, person, helping)

    with ThreadPoolExecutor(1) as pool:
        with sessions.begin() as db:
            assert may(db, helper, person)
            stopping = pool.submit(stop)
            until(lambda: how_many_wait(sessions), "the other one waits")
            assert not stopping.done()
        assert stopping.result(LIMIT)
    with sessions() as db:
        assert not may(db, helper, person)


def test_of_two_who_end_it_at_once_one_does_and_the_other_is_told_once(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        person, helper = two(db)
        helping = make_helping(db, person, helper)
    together = Barrier(2)

    def stop(actor: Person) -> bool:
        together.wait(10)
        with sessions.begin() as db:
            return end(db, actor, helping)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(stop, (person, helper))) == [False, True]
    with sessions() as db:
        told = select(func.count(Letter.id)).where(Letter.occurrence == "ended")
        assert db.scalar(told) == 1


def test_two_forms_at_once_ask_the_same_person_once(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as db:
        cohort = make_cohort(db)
        person, helper = make_member(db, cohort), make_member(db, cohort, name="Hal Helper")
    together = Barrier(2)

    def ask(_: int) -> str:
        wish = Wish((SESSIONS,), LAST_DAY, new_id(), helper.id, cohort.id)
        together.wait(10)
        try:
            with sessions.begin() as db:
                ask_helper(db, person, wish, now=NOON)
        except AskedAlready:
            return "already"
        return "asked"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(ask, range(2))) == ["already", "asked"]
    with sessions() as db:
        assert db.scalar(select(func.count(Helping.id))) == 1


def test_a_yes_that_is_pressed_twice_at_once_begins_it_once(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        person, helper = two(db)
        helping = make_helping(db, person, helper, helper_yes_at=None)
    together = Barrier(2)

    def say_yes(_: int) -> bool:
        together.wait(10)
        with sessions.begin() as db:
            at = helping_place(db, helper, helping_id=helping.id)
            assert at is not None
            return answer_helping(db, helper, at, says_yes=True, now=NOON)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(say_yes, range(2))) == [False, True]
    with sessions() as db:
        begun = select(func.count(Letter.id)).where(Letter.occurrence == "begun")
        assert db.scalar(begun) == 1
