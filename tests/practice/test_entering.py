"""Typing in numbers that somebody gave on paper or by phone."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR, LEFT
from app.kit.db import new_id
from app.people.models import Person
from app.practice.models import Plumbline, PlumblineLook, PlumblineScore
from app.practice.rules.looks import BEFORE
from tests.browser_like import post
from tests.conftest import As
from tests.make.people import make_person
from tests.make.practice import make_look, make_plumbline
from tests.make.progress import Way, make_seat, make_way
from tests.progress.reading import html_of, words_of


@pytest.fixture
def helper(db: Session, way: Way) -> Person:
    """Farah Facilitator, who runs the cohort."""
    person = make_person(db, name="Farah Facilitator")
    make_seat(db, way.cohort, person, role=FACILITATOR)
    return person


def at(way: Way) -> str:
    return f"/cohorts/{way.cohort.slug}/plumbline/entries"


def told(way: Way, **more: str) -> dict[str, object]:
    return {
        "person": str(way.person.id),
        "name": "The corner shop",
        "moment": "before",
        "score.contact": "4",
        "score.ties": "?",
        "request_key": str(new_id()),
        **more,
    }


def test_a_facilitator_types_in_what_somebody_told_and_reads_none_of_it_back(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    client = as_person(helper)
    form = told(way, is_counted="y")
    for _ in range(2):
        answer = post(client, at(way), dict(form))
    assert answer.status_code == 409
    assert len(db.scalars(select(Plumbline)).all()) == 1
    made = db.scalars(select(Plumbline)).one()
    assert made.is_counted
    assert client.get(f"/practice/plumbline/{made.id}").status_code == 404
    assert "corner shop" not in html_of(client, f"/cohorts/{way.cohort.slug}/plumbline")
    words = words_of(as_person(way.person), f"/practice/plumbline/{made.id}")
    assert "The corner shop" in words
    assert "typed in for you by Farah Facilitator" in words
    assert "Connections 4 Power-sharing left out Ties not sure" in words


def test_the_same_place_goes_on_without_being_named(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    made = make_plumbline(db, way.person, way.cohort)
    make_look(db, way.person, made, BEFORE, {"contact": "2"})
    client = as_person(helper)
    assert post(client, at(way), told(way, name="", moment="after")).status_code == 302
    moments = db.scalars(
        select(PlumblineLook.moment).where(PlumblineLook.plumbline_id == made)
    ).all()
    assert sorted(moments) == ["after", "before"]
    again = post(client, at(way), told(way, name="", moment="after"))
    assert again.status_code == 409
    assert "only the person can change them" in again.get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"person": ""}, "Choose whose numbers"),
        ({"person": "nobody"}, "Choose whose numbers"),
        ({"moment": ""}, "Choose which look"),
        ({"moment": "later"}, "Choose which look"),
        ({"name": ""}, "Write which place"),
        ({"name": "x" * 121}, "too long"),
        ({"score.contact": "", "score.ties": ""}, "at least one number"),
        ({"score.contact": "11"}, "from 1 to 10"),
        ({"moment": "back"}, "You have looked again"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_its_numbers(
    db: Session, way: Way, helper: Person, as_person: As, wrong: dict[str, str], said: str
) -> None:
    answer = post(as_person(helper), at(way), told(way, **wrong))
    assert answer.status_code in {409, 422}
    html = answer.get_data(as_text=True)
    assert said in html
    if not any(name.startswith("score") for name in wrong):
        assert 'name="score.contact" value="4" checked' in html
    assert db.scalars(select(PlumblineScore)).all() == []


def test_all_that_is_missing_is_said_in_one_round(way: Way, helper: Person, as_person: As) -> None:
    lacks: dict[str, str] = {"person": "", "moment": "", "score.contact": "", "score.ties": ""}
    answer = post(as_person(helper), at(way), told(way, **lacks, name="x" * 121))
    assert answer.status_code == 422
    for said in ("Choose whose", "too long", "Choose which look", "at least one number"):
        assert said in answer.text


def test_only_for_people_of_the_cohort_and_not_for_oneself(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    gone = make_person(db)
    make_seat(db, way.cohort, gone, state=LEFT)
    stranger = make_way(db).person
    client = as_person(helper)
    for person in (gone, stranger, helper):
        assert post(client, at(way), told(way, person=str(person.id))).status_code == 422
    assert db.scalars(select(Plumbline)).all() == []


def test_only_facilitators_type_in(db: Session, way: Way, as_person: As) -> None:
    lead = make_person(db, roles=["programme_lead"])
    for person in (way.person, lead, make_person(db)):
        client = as_person(person)
        assert client.get(at(way)).status_code == 404
        assert post(client, at(way), told(way)).status_code == 404
