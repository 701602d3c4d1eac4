"""A cohort decides what to look at, adds what it finds, and leaves what is of no more use."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.practice.models import Indicator, IndicatorValue
from app.practice.queries.indicators import indicator_series
from app.practice.rules.indicators import RETIRED, SHARE, THINGS
from tests.browser_like import hidden_fields, post
from tests.conftest import As, CountStatements
from tests.make.indicators import make_indicator, make_value
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.progress.reading import html_of, words_of

POLL = "0190a5b0-0000-7000-8000-000000000000"
TOLD = {
    "what": "More people <plan> with us",
    "how": "We count them",
    "from_whom": "Whoever runs it",
    "how_often": "Once a month",
    "kind": "people",
}
FOUND = {
    "day": "2027-01-19",
    "value": "23",
    "n": "31",
    "source": "The list",
    "caution": "It rained",
}


def here(way: Way) -> str:
    return f"/cohorts/{way.cohort.slug}/indicators"


def test_it_is_proposed_agreed_on_and_filled_with_what_people_find(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    client = as_person(way.person)
    fields = {**hidden_fields(html_of(client, f"{here(way)}/new")), **TOLD}
    at = client.post(here(way), data=fields).location
    assert client.post(here(way), data=fields).location == at
    assert "It waits until you agree" in words_of(client, here(way))
    assert post(client, f"{at}/values", dict(FOUND)).status_code == 409
    assert post(client, f"{at}/agreements", {"way": "talked"}).status_code == 404
    leads = as_person(helper)
    for wrong in ({}, {"way": "poll"}, {"way": "poll", "poll": "https://elsewhere.example/1"}):
        assert post(leads, f"{at}/agreements", dict(wrong)).status_code == 422
    agreed: dict[str, object] = {"way": "poll", "poll": f"http://x.example/polls/{POLL}"}
    assert post(leads, f"{at}/agreements", agreed).status_code == 302
    assert post(leads, f"{at}/agreements", agreed).status_code == 409
    client = as_person(way.person)
    assert f"/polls/{POLL}" in html_of(client, at)
    form = {**FOUND, "request_key": str(new_id())}
    for _ in range(2):
        assert post(client, f"{at}/values", dict(form)).location == at
    assert len(db.scalars(select(IndicatorValue)).all()) == 1
    page = words_of(client, at)
    assert "19 January 2027 15 25 The list" in page
    assert "Careful: It rained" in page
    assert "&lt;plan&gt;" in html_of(client, at)
    assert "15 on 19 January 2027, n = 25" in words_of(
        client, f"/cohorts/{way.cohort.slug}/plumbline"
    )
    file = client.get(f"{at}/file").data.decode("utf-8-sig")
    assert "2027-01-19,15,25,The list,It rained" in file


def test_a_facilitator_enters_for_somebody_and_others_only_for_themselves(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    lina = str(way.person.id)
    at = post(as_person(helper), here(way), {**TOLD, "person": lina}).location
    assert "Proposed by Lina Learner" in (page := words_of(as_person(helper), at))
    assert "entered by Farah Facilitator" in page
    post(as_person(helper), f"{at}/agreements", {"way": "talked"})
    post(as_person(helper), f"{at}/values", {**FOUND, "person": lina})
    assert "Found by Lina Learner , entered by Farah Facilitator" in words_of(as_person(helper), at)
    post(as_person(way.person), f"{at}/values", {**FOUND, "person": str(helper.id)})
    db.commit()
    assert set(db.scalars(select(IndicatorValue.found_by_id))) == {way.person.id}


def test_what_cannot_be_kept_comes_back(db: Session, way: Way, as_person: As) -> None:
    at = make_indicator(db, way.person, way.cohort, kind=SHARE)
    client = as_person(way.person)
    one = f"{here(way)}/{at.indicator.id}"
    for wrong, said in (
        ({"what": " \u200b"}, "Write what you would see"),
        ({"how": ""}, "how you would know"),
        ({"what": "x" * 301}, "too long"),
        ({"kind": "all"}, "Choose what is counted"),
    ):
        answer = post(client, here(way), {**TOLD, **wrong})
        assert (answer.status_code, said in answer.get_data(as_text=True)) == (422, True)
    for wrong, said in (
        ({"day": "2027-01-21"}, "in the future"),
        ({"day": "x"}, "Choose the day"),
        ({"value": "many"}, "Write the value"),
        ({"value": "32"}, "Write the value"),
        ({"n": ""}, "how many it is about"),
        ({"n": "3.5"}, "how many it is about"),
        ({"source": ""}, "where the number comes from"),
        ({"caution": "x" * 301}, "too long"),
    ):
        answer = post(client, f"{one}/values", {**FOUND, **wrong})
        html = answer.get_data(as_text=True)
        assert (answer.status_code, said in html) == (422, True), wrong
        assert "caution" in wrong or 'value="It rained"' in html
    assert post(client, f"{one}/retirements", {"reason": ""}).status_code == 404
    assert db.scalars(select(IndicatorValue)).all() == []


def test_no_page_or_file_tells_a_small_number_of_people(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    counted = make_indicator(db, way.person, way.cohort)
    share = make_indicator(db, helper, way.cohort, kind=SHARE)
    for number, day in (("3", 3), ("7", 4), ("13", 5)):
        make_value(db, way.person, counted, number, "13", day=date(2027, 1, day))
        make_value(db, way.person, share, number, "14", day=date(2027, 1, day))
    for person in (way.person, helper):
        client = as_person(person)
        for at in (counted, share):
            one = f"{here(way)}/{at.indicator.id}"
            told = words_of(client, one) + client.get(f"{one}/file").text
            values = re.findall(r"\b(3|7|13|14)\b(?! January|,)", told.split("What we found")[1])
            assert values == []
    assert "fewer than 8" in words_of(client, f"{here(way)}/{counted.indicator.id}")
    shown = {
        value.value.text for one in indicator_series(db, way.cohort.id) for value in one.values
    }
    assert shown == {"fewer than 8", "10", "not shown (fewer than 8 people)"}


def test_what_is_wrong_is_struck_out_and_what_is_left_stays(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    at = make_indicator(db, helper, way.cohort, kind=THINGS, unit="meetings")
    make_value(db, way.person, at, "4")
    make_value(db, helper, at, "6")
    mine = db.scalars(select(IndicatorValue.id).where(IndicatorValue.value == 4)).one()
    theirs = db.scalars(select(IndicatorValue.id).where(IndicatorValue.value == 6)).one()
    one = f"{here(way)}/{at.indicator.id}"
    client = as_person(way.person)
    assert post(client, f"{one}/values/{theirs}/removals").status_code == 404
    assert post(client, f"{one}/values/{new_id()}/removals").status_code == 404
    post(client, f"{one}/values/{mine}/removals")
    assert "4 (struck out)" in words_of(client, one)
    (series,) = indicator_series(db, way.cohort.id)
    assert [value.value.text for value in series.values] == ["6"]
    leads = as_person(helper)
    assert post(leads, f"{one}/retirements", {"reason": " "}).status_code == 422
    post(leads, f"{one}/retirements", {"reason": "We meet another way now."})
    assert "We meet another way now." in words_of(leads, one)
    assert "Not in use any more" in words_of(leads, here(way))
    assert post(leads, f"{one}/values", dict(FOUND)).status_code == 409
    db.commit()
    assert db.scalars(select(Indicator.state)).all() == [RETIRED]
    db.delete(db.get_one(Person, way.person.id))
    db.commit()
    assert len(db.scalars(select(IndicatorValue)).all()) == 2


def test_who_proposed_it_takes_it_back_until_it_is_agreed_on(
    db: Session, way: Way, as_person: As
) -> None:
    other = make_person(db)
    make_seat(db, way.cohort, other)
    proposed = make_indicator(db, way.person, way.cohort, is_agreed=False)
    agreed = make_indicator(db, way.person, way.cohort)
    reason: dict[str, object] = {"reason": "Another is better."}
    address = f"{here(way)}/{proposed.indicator.id}/retirements"
    assert post(as_person(other), address, reason).status_code == 404
    assert post(as_person(way.person), address, reason).status_code == 302
    kept = f"{here(way)}/{agreed.indicator.id}/retirements"
    assert post(as_person(way.person), kept, reason).status_code == 404


def test_pages_cost_the_same_and_long_lists_are_paged(
    db: Session, way: Way, as_person: As, count_statements: CountStatements
) -> None:
    at = make_indicator(db, way.person, way.cohort)
    client = as_person(way.person)
    costs = {here(way): 5, f"{here(way)}/{at.indicator.id}": 5}
    for more in (1, 55):
        for number in range(more):
            make_value(db, way.person, at, str(20 + number))
        make_indicator(db, way.person, way.cohort)
        db.commit()
        for address, cost in costs.items():
            with count_statements() as statements:
                html = html_of(client, address)
            assert len(statements) == cost, (address, statements)
    assert "Showing 1 to 50 of 56" in words_of(client, f"{here(way)}/{at.indicator.id}")
    assert "struck out" not in html
