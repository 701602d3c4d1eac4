"""What a cohort's numbers show together, and that nobody's own can be told from it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.small_numbers import NOT_SHOWN, shown_mean
from app.people.models import Person
from app.practice.actions.counting import count_plumbline
from app.practice.models import Plumbline
from app.practice.queries.picture import cohort_pictures
from app.practice.rules.looks import AFTER, BACK, BEFORE
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.people import make_person
from tests.make.practice import make_look, make_plumbline
from tests.make.progress import Way, make_seat
from tests.progress.reading import html_of, words_of

HERE = "/practice/plumbline"
SCALE = st.integers(1, 10)


def mean(*values: int) -> str:
    return shown_mean(values, lowest=1, highest=10).text


def make_counted(
    db: Session, way: Way, number: int, *, looks: tuple[str, ...] = (BEFORE, AFTER), first: int = 0
) -> list[Person]:
    """People who finished looks, one minute after the other, and want them counted."""
    people = []
    for place in range(first, first + number):
        person = make_person(db, name=f"Person {place}")
        make_seat(db, way.cohort, person)
        made = make_plumbline(db, person, way.cohort)
        for moment in looks:
            scores = {"contact": str(3 + (moment == AFTER) * 3), "power": "?"}
            when = NOON + timedelta(minutes=place)
            make_look(db, person, made, moment, scores, now=when)
        count_plumbline(db, db.get_one(Plumbline, made), is_counted=True)
        people.append(person)
    db.commit()
    return people


def test_no_mean_is_told_of_fewer_than_eight_and_people_come_in_by_eights() -> None:
    assert mean(*[5] * 7) == NOT_SHOWN
    assert mean(*[5] * 8) == "5"
    # The ninth says something else, and nothing moves.
    assert mean(*[5] * 8, 10) == "5"
    assert mean(*[5] * 8, *[8] * 8) == "6½"
    assert mean(*[10] * 8) == "9 or more"
    assert mean(*[1] * 8) == "2 or less"


@given(st.lists(SCALE, min_size=8, max_size=40), SCALE)
def test_who_comes_or_says_something_else_moves_a_mean_little_or_not_at_all(
    values: list[int], other: int
) -> None:
    told = {mean(number, *values[1:]) for number in range(1, 11)}
    assert len(told) <= 4
    assert mean(*values, other) == mean(*values) or len(values) % 8 == 7


def test_the_same_people_are_set_beside_each_other(db: Session, way: Way) -> None:
    make_counted(db, way, 8)
    make_counted(db, way, 8, looks=(BEFORE,), first=8)
    (one,) = cohort_pictures(db, way.cohort.id)
    assert one.moments == (BEFORE, AFTER)
    assert one.people.text == "10"
    told = {line.asked.item: [mean.text for mean in line.means.values()] for line in one.lines}
    assert told == {"contact": ["3", "6"], "power": [NOT_SHOWN] * 2, "ties": [NOT_SHOWN] * 2}


def test_a_look_counts_when_it_is_finished_and_its_person_wants_it(db: Session, way: Way) -> None:
    people = make_counted(db, way, 8)
    of_first = db.scalars(select(Plumbline).where(Plumbline.person_id == people[0].id)).one()
    assert cohort_pictures(db, way.cohort.id)[0].moments == (BEFORE, AFTER)
    make_look(db, people[0], of_first.id, AFTER, {"contact": "9"}, is_all=False)
    assert [one.moments for one in cohort_pictures(db, way.cohort.id)] == [(BEFORE,)]
    make_look(db, people[0], of_first.id, AFTER, {"contact": "9"})
    assert cohort_pictures(db, way.cohort.id)[0].moments == (BEFORE, AFTER)
    count_plumbline(db, of_first, is_counted=False)
    assert not cohort_pictures(db, way.cohort.id)[0].is_shown


def test_a_person_counts_once(db: Session, way: Way) -> None:
    first, second = (make_plumbline(db, way.person, way.cohort, name) for name in "ab")
    for made in (first, second):
        count_plumbline(db, db.get_one(Plumbline, made), is_counted=True)
    counted = select(Plumbline.id).where(Plumbline.is_counted)
    assert db.scalars(counted).all() == [second]


def test_the_look_back_stands_beside_now(db: Session, way: Way) -> None:
    make_counted(db, way, 9, looks=(AFTER, BACK))
    (one,) = cohort_pictures(db, way.cohort.id)
    assert one.moments == (BACK, AFTER)


def test_everybody_in_the_cohort_sees_the_picture_and_nobody_a_row(
    db: Session, way: Way, as_person: As
) -> None:
    make_counted(db, way, 8)
    address = f"/cohorts/{way.cohort.slug}/plumbline"
    page = words_of(as_person(way.person), address)
    assert "n = 10 , to the nearest 5" in page
    assert "Connections 3 6 Power-sharing not shown" in page
    assert "Person" not in page.replace("one person", "")
    assert "Type in numbers" not in page
    assert "Hilltop" not in page
    assert as_person(make_person(db)).get(address).status_code == 404


def test_somebody_lets_theirs_count_and_takes_it_back(db: Session, way: Way, as_person: As) -> None:
    made = make_plumbline(db, way.person, way.cohort)
    make_look(db, way.person, made, BEFORE, {"contact": "3"})
    client = as_person(way.person)
    assert "Count mine" in html_of(client, f"{HERE}/{made}")
    post(client, f"{HERE}/{made}/counting", {"counted": "yes"})
    assert "Do not count mine any more" in html_of(client, f"{HERE}/{made}")
    way.enrolment.state = "left"
    db.commit()
    post(client, f"{HERE}/{made}/counting", {"counted": "no"})
    assert post(client, f"{HERE}/{made}/counting", {"counted": "yes"}).status_code == 404
    assert db.scalars(select(Plumbline.is_counted)).all() == [False]


def test_the_picture_costs_the_same_however_many_there_are(
    db: Session, way: Way, as_person: As, count_statements: CountStatements
) -> None:
    for first in (0, 8):
        make_counted(db, way, 8, first=first)
        client = as_person(way.person)
        with count_statements() as statements:
            html = html_of(client, f"/cohorts/{way.cohort.slug}/plumbline")
        assert len(statements) == 5, statements
        assert len(html) < 30 * 1024


@pytest.mark.parametrize("who", ["participant", "facilitator", "lead"])
def test_nobody_counts_for_somebody_else(db: Session, way: Way, as_person: As, who: str) -> None:
    made = make_plumbline(db, way.person, way.cohort)
    other = make_person(db, roles=["programme_lead"] if who == "lead" else [])
    if who != "lead":
        make_seat(db, way.cohort, other, role=who)
    answer = post(as_person(other), f"{HERE}/{made}/counting", {"counted": "yes"})
    assert answer.status_code == 404
    assert post(as_person(way.person), f"{HERE}/{new_id()}/counting").status_code == 404
