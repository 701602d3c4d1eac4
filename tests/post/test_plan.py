"""Planning letters, moving them and letting them lapse."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters
from app.post.models import Letter
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.post import letter_of, make_letters


def test_a_second_plan_of_the_same_letters_changes_nothing(db: Session) -> None:
    about = new_id()
    people = make_letters(db, 3, about_id=about)
    again = [
        NewLetter(person_id=person.id, kind="note", about_id=about, due_at=NOON)
        for person in people
    ]
    assert plan_letters(db, again, now=NOON) == 0
    counted = select(func.count()).where(Letter.about_id == about)
    assert db.scalar(counted) == 3


def test_one_letter_named_twice_in_a_plan_is_one_letter(db: Session) -> None:
    person = make_person(db)
    letter = NewLetter(person_id=person.id, kind="note", about_id=new_id(), due_at=NOON)
    assert plan_letters(db, [letter, letter], now=NOON) == 1


def test_two_occasions_of_one_reminder_are_two_letters(db: Session) -> None:
    person, about = make_person(db), new_id()
    plan = [
        NewLetter(person.id, "note", about, NOON, occurrence=word)
        for word in ("week_before", "day_before")
    ]
    assert plan_letters(db, plan, now=NOON) == 2


def test_somebody_who_left_and_came_back_gets_their_letter(db: Session) -> None:
    about = new_id()
    [person] = make_letters(db, 1, about_id=about)
    assert lapse_letters(db, about, ["note"], "They left.") == 1
    assert letter_of(db, person).reason == "They left."
    back = NewLetter(person.id, "note", about, NOON + timedelta(days=1))
    assert plan_letters(db, [back], now=NOON) == 1
    letter = letter_of(db, person)
    assert (letter.state, letter.reason, letter.due_at) == ("due", None, NOON + timedelta(days=1))


def test_only_the_letters_of_the_person_who_left_lapse(db: Session) -> None:
    about = new_id()
    first, second = make_letters(db, 2, about_id=about)
    assert lapse_letters(db, about, ["note"], "They left.", person_id=first.id) == 1
    assert letter_of(db, first).state == "lapsed"
    assert letter_of(db, second).state == "due"


def test_thousands_of_letters_are_planned_in_few_statements(db: Session) -> None:
    person, about = make_person(db), new_id()
    plan = [
        NewLetter(person.id, "note", about, NOON, occurrence=str(number))
        for number in range(12_000)
    ]
    assert plan_letters(db, plan, now=NOON) == 12_000
    assert db.scalar(select(func.count()).select_from(Letter)) == 12_000
