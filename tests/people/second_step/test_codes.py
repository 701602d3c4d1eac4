"""Codes of an app are good once, for a short while; recovery codes stand in once each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.people.actions.codes import (
    confirm_code_app,
    pass_code,
    secret_of_started,
    start_code_app,
)
from app.people.actions.recovery import fresh_recovery_codes, use_recovery_code
from app.people.actions.second_steps import remove_code_app
from app.people.codes import RECOVERY_CODES, in_groups
from app.people.errors.second_steps import CodeWrong, SetUpLapsed
from app.people.models import CodeApp, Person, RecoveryCode
from app.people.queries.second_steps import second_steps_of
from tests.clock import NOON
from tests.launch.waiting import LIMIT, until
from tests.locks import how_many_wait
from tests.make.people import make_person
from tests.make.second_steps import App, set_up_app

LATER = NOON + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("seconds", "good"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_code_is_good_for_a_clock_that_is_half_a_minute_wrong(
    db: Session, seconds: int, good: bool
) -> None:
    person = make_person(db)
    app, _ = set_up_app(db, person)
    code = app.shows(LATER + timedelta(seconds=seconds))
    if good:
        pass_code(db, person, typed=f" {code[:3]} {code[3:]} ", now=LATER)
        return
    with pytest.raises(CodeWrong):
        pass_code(db, person, typed=code, now=LATER)


def test_no_code_is_good_twice_nor_one_that_is_older_than_the_last(db: Session) -> None:
    person = make_person(db)
    app, _ = set_up_app(db, person)
    before = app.shows(LATER - timedelta(seconds=30))
    with pytest.raises(CodeWrong):
        pass_code(db, person, typed=app.shows(NOON), now=NOON)
    pass_code(db, person, typed=app.shows(LATER), now=LATER)
    for used in (app.shows(LATER), before):
        with pytest.raises(CodeWrong):
            pass_code(db, person, typed=used, now=LATER)


def test_of_many_tries_with_one_code_at_the_same_moment_one_wins(
    db: Session, sessions: sessionmaker[Session]
) -> None:
    person = make_person(db)
    app, recovery = set_up_app(db, person)

    def attempt(call: Callable[[Session, Person], None]) -> bool:
        with sessions() as own, own.begin():
            found = own.get_one(Person, person.id)
            try:
                call(own, found)
            except CodeWrong:
                return False
            return True

    def with_app(own: Session, found: Person) -> None:
        pass_code(own, found, typed=app.shows(LATER), now=LATER)

    def with_paper(own: Session, found: Person) -> None:
        use_recovery_code(own, found, typed=recovery[0], now=LATER)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, [with_app] * 12)) == 1
        assert sum(pool.map(attempt, [with_paper] * 12)) == 1


@pytest.mark.parametrize("typed", ["", "      ", "١٢٣٤٥٦", "12345", "0" * 4000, "\x00", "é"])
def test_nonsense_is_a_wrong_code_and_no_fault(db: Session, typed: str) -> None:
    person = make_person(db)
    set_up_app(db, person)
    with pytest.raises(CodeWrong):
        pass_code(db, person, typed=typed, now=LATER)
    with pytest.raises(CodeWrong):
        use_recovery_code(db, person, typed=typed, now=LATER)


def test_a_recovery_code_may_be_typed_in_capitals_and_without_lines(db: Session) -> None:
    person = make_person(db)
    _, recovery = set_up_app(db, person)
    assert len(set(recovery)) == 10
    use_recovery_code(db, person, typed=f" {recovery[0].upper().replace('-', ' ')}", now=LATER)
    with pytest.raises(CodeWrong):
        use_recovery_code(db, person, typed=recovery[0], now=LATER)
    assert second_steps_of(db, person.id).recovery_left == 9


def test_nobodys_codes_are_good_for_another(db: Session) -> None:
    amina, ben = make_person(db), make_person(db, name="Ben Example")
    app, recovery = set_up_app(db, amina)
    set_up_app(db, ben)
    with pytest.raises(CodeWrong):
        pass_code(db, ben, typed=app.shows(LATER), now=LATER)
    with pytest.raises(CodeWrong):
        use_recovery_code(db, ben, typed=recovery[0], now=LATER)


def test_new_recovery_codes_end_the_old_ones(db: Session) -> None:
    person = make_person(db)
    _, old = set_up_app(db, person)
    new = fresh_recovery_codes(db, person, now=LATER)
    with pytest.raises(CodeWrong):
        use_recovery_code(db, person, typed=old[3], now=LATER)
    use_recovery_code(db, person, typed=new[3], now=LATER)


def test_neither_secret_nor_recovery_code_stands_in_the_database(db: Session) -> None:
    person = make_person(db)
    start_code_app(db, person, now=NOON)
    secret = secret_of_started(db, person, now=NOON)
    codes = confirm_code_app(db, person, typed=App(secret).shows(NOON), now=NOON)
    kept = [app.locked_secret for app in db.scalars(select(CodeApp))]
    kept += [row.code_hash for row in db.scalars(select(RecoveryCode))]
    assert len(kept) == 11
    for plain in (secret, *codes, *(code.replace("-", "") for code in codes)):
        assert not any(plain.encode() in one for one in kept)


def test_an_app_that_works_goes_on_until_the_new_one_shows_a_code(db: Session) -> None:
    person = make_person(db)
    old, recovery = set_up_app(db, person)
    start_code_app(db, person, now=LATER)
    with pytest.raises(CodeWrong):
        confirm_code_app(db, person, typed=old.shows(LATER), now=LATER)
    pass_code(db, person, typed=old.shows(LATER), now=LATER)
    new = App(in_groups(secret_of_started(db, person, now=LATER)))
    assert confirm_code_app(db, person, typed=new.shows(LATER), now=LATER) == []
    after = LATER + timedelta(minutes=2)
    with pytest.raises(CodeWrong):
        pass_code(db, person, typed=old.shows(after), now=after)
    pass_code(db, person, typed=new.shows(after), now=after)
    use_recovery_code(db, person, typed=recovery[0], now=after)


def test_setting_up_has_an_hour_and_a_beginning(db: Session) -> None:
    person = make_person(db)
    with pytest.raises(SetUpLapsed):
        secret_of_started(db, person, now=NOON)
    start_code_app(db, person, now=NOON)
    with pytest.raises(SetUpLapsed):
        secret_of_started(db, person, now=NOON + timedelta(hours=1))
    assert not person.has_second_step


def test_without_its_app_an_account_has_no_second_step_and_no_recovery_codes(db: Session) -> None:
    person = make_person(db)
    set_up_app(db, person)
    assert second_steps_of(db, person.id).any
    remove_code_app(db, person)
    assert not person.has_second_step
    assert second_steps_of(db, person.id).recovery_left == 0


def test_new_recovery_codes_asked_for_twice_at_once_leave_ten(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        person = make_person(db)
        set_up_app(db, person)
        whose = person.id

    def ask() -> None:
        with sessions.begin() as theirs:
            fresh_recovery_codes(theirs, theirs.get_one(Person, whose), now=LATER)

    with ThreadPoolExecutor(1) as pool:
        with sessions.begin() as ours:
            fresh_recovery_codes(ours, ours.get_one(Person, whose), now=LATER)
            asking = pool.submit(ask)
            until(lambda: how_many_wait(sessions), "the other one waits")
        asking.result(LIMIT)
    with sessions() as db:
        assert second_steps_of(db, whose).recovery_left == RECOVERY_CODES
