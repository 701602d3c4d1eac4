"""Holding a plumbline alone: naming a place, giving numbers, looking again, looking back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.practice.actions.plumblines import begin_plumbline
from app.practice.errors import plumblines as errors
from app.practice.models import Plumbline, PlumblineLook, PlumblineScore
from app.practice.rules.looks import AFTER, BACK, BEFORE, MOST
from app.syllabus.models import Card, FrameworkEdition
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.people import make_person
from tests.make.practice import ASKS, make_look, make_plumbline
from tests.make.progress import Way, make_seat
from tests.progress.reading import html_of, words_of

HERE = "/practice/plumbline"
ALL = {"contact": "3", "power": "4", "ties": "?"}
AS_DATA = {"Accept": "application/json"}


def scores_of(db: Session) -> dict[str, int | None]:
    db.commit()
    rows = db.execute(select(PlumblineScore.item_key, PlumblineScore.score))
    return {row.item_key: row.score for row in rows}


def sent(**scores: str) -> dict[str, object]:
    return {f"score.{item}": score for item, score in scores.items()}


def test_somebody_names_a_place_and_gives_numbers_at_the_start(
    db: Session, way: Way, as_person: As
) -> None:
    client = as_person(way.person)
    fields = hidden_fields(html_of(client, HERE)) | {"name": "  Hilltop \n Surgery "}
    begun = client.post(HERE, data=fields)
    assert begun.status_code == 302
    assert client.post(HERE, data=fields).location == begun.location
    address = begun.location
    assert "Hilltop Surgery There are no numbers yet" in words_of(client, address)
    page = words_of(client, f"{address}/before")
    assert "How it is at the start" in page
    assert [ask in page for ask in ASKS.values()] == [True] * 3
    assert "These are drafts." in page
    kept = post(client, f"{address}/before", sent(contact="3", ties="?") | {"done": "1"})
    assert kept.location == address
    words = words_of(client, address)
    assert "Start: 2 of 3 answered" in words
    assert "Connections 3 Power-sharing left out Ties not sure" in words
    assert scores_of(db) == {"contact": 3, "ties": None}
    assert "Hilltop Surgery" in words_of(client, HERE)


def test_numbers_are_kept_one_by_one_and_what_is_not_sent_stays(
    db: Session, way: Way, as_person: As
) -> None:
    address = f"{HERE}/{make_plumbline(db, way.person, way.cohort)}/before"
    client = as_person(way.person)
    token = str(hidden_fields(html_of(client, address))["csrf_token"])
    for number, (item, score) in enumerate([("contact", "3"), ("power", "9"), ("contact", "5")]):
        body = {"csrf_token": token, f"score.{item}": score}
        answer = client.post(address, data=body, headers=AS_DATA)
        assert answer.json == {"given": min(number + 1, 2), "asked": 3}
    assert scores_of(db) == {"contact": 5, "power": 9}
    assert db.scalars(select(PlumblineLook.done_at)).one() is None
    html = html_of(client, address)
    assert html.count(" checked") == 2
    assert 'name="score.contact" value="5" checked' in html


def test_the_look_back_comes_after_the_look_at_now_and_shows_no_earlier_number(
    db: Session, way: Way, as_person: As
) -> None:
    made = make_plumbline(db, way.person, way.cohort)
    make_look(db, way.person, made, BEFORE, {"contact": "8", "power": "8"})
    make_look(db, way.person, made, AFTER, {"contact": "7"}, is_all=False)
    client = as_person(way.person)
    address = f"{HERE}/{made}"
    assert "you can look back at the start" in words_of(client, address)
    assert client.get(f"{address}/back").status_code == 409
    post(client, f"{address}/after", {"done": "1"})
    page = html_of(client, f"{address}/back")
    assert " checked" not in page
    post(client, f"{address}/back", sent(contact="4") | {"done": "1"})
    words = words_of(client, address)
    assert "Connections 8 7 4 Power-sharing 8 left out left out" in words
    for closed in ("before", "after"):
        answer = post(client, f"{address}/{closed}", sent(contact="1"))
        assert answer.status_code == 409
        assert "You have looked again since" in answer.get_data(as_text=True)


def test_a_number_given_again_opens_what_was_finished(db: Session, way: Way) -> None:
    made = make_plumbline(db, way.person, way.cohort)
    assert make_look(db, way.person, made, AFTER, ALL).row.done_at == NOON
    later = NOON + timedelta(days=1)
    again = make_look(db, way.person, made, AFTER, {"power": "5"}, is_all=False, now=later)
    assert (again.row.done_at, again.row.changed_at) == (None, later)
    with pytest.raises(errors.LookClosed):
        make_look(db, way.person, made, BACK, ALL)


def test_what_was_asked_stays_when_the_course_or_the_framework_changes(
    db: Session, way: Way, as_person: As
) -> None:
    made = make_plumbline(db, way.person, way.cohort)
    old = select(FrameworkEdition.id).where(FrameworkEdition.key == "2020")
    newest, way.cohort.framework_id = way.cohort.framework_id, db.scalars(old).one()
    make_look(db, way.person, made, BEFORE, {"contact": "3"})
    way.cohort.framework_id = newest
    card = db.scalars(select(Card).where(Card.kind == "plumbline", Card.key == "ties")).one()
    card.title = "How close are people here?"
    db.commit()
    make_look(db, way.person, made, AFTER, {"contact": "6", "ties": "7"})
    words = words_of(as_person(way.person), f"{HERE}/{made}")
    assert (
        "Connections. As asked in the framework of 2023. Not to be compared. not compared 6"
        in words
    )
    assert "Contact. As asked in the framework of 2020. Not to be compared. 3 not compared" in words
    assert "Ties not asked 7" in words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Write which place"),
        (" \u200b\u2060 ", "Write which place"),
        ("x" * 121, "too long"),
        ("x" * 100_000, "too long"),
    ],
)
def test_a_place_needs_a_name_that_fits(
    db: Session, way: Way, as_person: As, name: str, said: str
) -> None:
    client = as_person(way.person)
    answer = post(client, HERE, {"name": name, "cohort": way.cohort.slug})
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert db.scalars(select(Plumbline)).all() == []


def test_a_name_is_text_and_nothing_else(way: Way, as_person: As) -> None:
    client = as_person(way.person)
    name = "<b>عيادة</b> 'surgery' \U0001f33b"
    begun = post(client, HERE, {"name": name, "cohort": way.cohort.slug})
    html = html_of(client, begun.location)
    assert "<b>عيادة" not in html
    assert name in words_of(client, HERE).replace("&#39;", "'") or "عيادة" in html


@pytest.mark.parametrize("wrong", ["0", "11", "x", "-3", "1.5"])
def test_a_number_that_is_none_changes_nothing(
    db: Session, way: Way, as_person: As, wrong: str
) -> None:
    address = f"{HERE}/{make_plumbline(db, way.person, way.cohort)}/before"
    client = as_person(way.person)
    answer = post(client, address, sent(contact="5", power=wrong))
    assert answer.status_code == 422
    assert scores_of(db) == {}


def test_there_is_an_end_to_how_many_one_begins(db: Session, way: Way) -> None:
    for number in range(MOST):
        make_plumbline(db, way.person, way.cohort, f"Place {number}")
    with pytest.raises(errors.TooMany):
        make_plumbline(db, way.person, way.cohort)


def test_a_course_without_questions_says_so(db: Session, way: Way, as_person: As) -> None:
    way.cohort.framework_id = None
    address = f"{HERE}/{make_plumbline(db, way.person, way.cohort)}"
    client = as_person(way.person)
    assert client.get(f"{address}/before").status_code == 409
    assert "no questions for a plumbline" in post(client, f"{address}/before").get_data(
        as_text=True
    )


def test_a_plumbline_is_erased_with_its_numbers_and_with_its_person(
    db: Session, way: Way, as_person: As
) -> None:
    first, second = (make_plumbline(db, way.person, way.cohort, name) for name in "ab")
    for made in (first, second):
        make_look(db, way.person, made, BEFORE, ALL)
    client = as_person(way.person)
    assert post(client, f"{HERE}/{first}/removals").location == HERE
    assert client.get(f"{HERE}/{first}").status_code == 404
    assert len(db.scalars(select(PlumblineScore)).all()) == 3
    db.delete(db.get_one(Person, way.person.id))
    db.commit()
    assert db.scalars(select(Plumbline)).all() == []
    assert scores_of(db) == {}


def test_nobody_else_finds_it_and_who_left_reads_their_own(
    db: Session, way: Way, client: FlaskClient, as_person: As
) -> None:
    made = make_plumbline(db, way.person, way.cohort)
    make_look(db, way.person, made, BEFORE, ALL)
    addresses = [f"{HERE}/{made}{end}" for end in ("", "/before", "/after", "/elsewhere")]
    people = {
        "participant": make_person(db),
        "facilitator": make_person(db),
        "lead": make_person(db, roles=["programme_lead"]),
    }
    make_seat(db, way.cohort, people["participant"])
    make_seat(db, way.cohort, people["facilitator"], role="facilitator")
    for person in people.values():
        as_person(person)
        assert [client.get(one).status_code for one in addresses] == [404] * 4
        assert post(client, addresses[1], sent(contact="1")).status_code == 404
        assert post(client, f"{addresses[0]}/removals").status_code == 404
        assert "Hilltop" not in html_of(client, HERE)
    way.enrolment.state = "left"
    as_person(way.person)
    assert [client.get(one).status_code for one in addresses] == [200, 404, 404, 404]
    assert post(client, HERE, {"name": "Here", "cohort": way.cohort.slug}).status_code == 422
    assert scores_of(db)["contact"] == 3


def test_a_cohort_of_others_cannot_be_chosen(db: Session, way: Way) -> None:
    stranger = make_person(db)
    for slug in (way.cohort.slug, "nowhere", ""):
        with pytest.raises(errors.CohortNeeded):
            begin_plumbline(db, stranger, slug=slug, name="A", form_key=new_id(), now=NOON)


def test_pages_cost_the_same_however_much_there_is(
    db: Session, way: Way, as_person: As, count_statements: CountStatements
) -> None:
    made = make_plumbline(db, way.person, way.cohort)
    make_look(db, way.person, made, BEFORE, ALL)
    client = as_person(way.person)
    costs = {HERE: 5, f"{HERE}/{made}": 4, f"{HERE}/{made}/before": 5}
    for more in (0, 12):
        for number in range(more):
            other = make_plumbline(db, way.person, way.cohort, f"Place {number}")
            make_look(db, way.person, other, BEFORE, ALL)
        db.commit()
        for address, cost in costs.items():
            with count_statements() as statements:
                html = html_of(client, address)
            assert len(statements) == cost, (address, statements)
            assert len(html) < 30 * 1024
