"""The list as Farah reads it, who may, and what it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.kit.db import new_id
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.post.actions.plan import NewLetter, plan_letters
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CostsOf
from tests.insights.needs.conftest import Place
from tests.insights.needs.reading import LIST, page_of, visit
from tests.make.assets import make_skill
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.post import letter_of
from tests.make.register import make_follow_up
from tests.progress.reading import words_of

SHEET = f"{LIST}sheet"
AGO = NOON - timedelta(days=30)


def crowd(db: Session, place: Place, number: int) -> None:
    """So many people who have been quiet or have not begun, flushed."""
    people = [
        {"id": new_id(), "name": f"Person {one:04d}", "email": f"p{one}@learning.example",
         "created_at": AGO, "roles": [], "what_i_bring": "I bake bread."}
        for one in range(number)
    ]  # fmt: skip
    db.execute(insert(Person), people)
    seats = [
        {"id": new_id(), "cohort_id": place.cohort.id, "person_id": one["id"],
         "role": "participant", "standing": "pcn_staff", "state": "joined",
         "added_at": AGO, "joined_at": AGO}
        for one in people
    ]  # fmt: skip
    db.execute(insert(Enrolment), seats)
    db.commit()


def test_strengths_stand_before_reasons_and_how_to_reach_them_after(
    db: Session, place: Place, as_person: As
) -> None:
    seat = place.join(db, "Lina Learner", phone="+447700900123")
    person = db.get_one(Person, seat.person_id)
    person.what_i_bring = "I know every bench in the park."
    make_skill(db, place.cohort, person, "I mend bicycles.")
    for key in ("welcome", "story", "check", "reflect", "act"):
        visit(db, seat, place.modules[0], key=key, at=AGO)
    browser = as_person(place.farah)
    words = words_of(browser, LIST)
    order = ["Finished module 1.", "every bench", "Has been quiet since", "Ring 07700 900123"]
    assert [words.index(each) for each in order] == sorted(words.index(each) for each in order)
    assert 'href="tel:+447700900123"' in browser.get(LIST).text
    page = words_of(browser, page_of(seat))
    assert page.index("I mend bicycles.") < page.index("Has been quiet since")
    sheet = words_of(browser, SHEET)
    assert "Has been quiet since" in sheet
    assert "07700 900123" in sheet


def test_nobody_is_sent_to_an_address_that_letters_come_back_from(
    db: Session, place: Place, as_person: As
) -> None:
    seat = place.join(db, "Lina Learner")
    visit(db, seat, place.modules[0], at=AGO)
    note = NewLetter(
        person_id=seat.person_id,
        kind="note",
        cohort_id=place.cohort.id,
        about_id=new_id(),
        due_at=NOON - timedelta(days=1),
    )
    plan_letters(db, [note], now=AGO)
    person = db.get_one(Person, seat.person_id)
    letter = letter_of(db, person)
    browser = as_person(place.farah)
    for state, reach in (("sent", "Write to"), ("refused", "Speak to them when you see them")):
        letter.state = state
        db.commit()
        for page in (LIST, SHEET):
            assert reach in words_of(browser, page)


def test_a_greeting_says_how_many_and_what_is_for_today_comes_first(
    db: Session, place: Place, as_person: As
) -> None:
    quiet = place.join(db, "Ann")
    visit(db, quiet, place.modules[0], at=AGO)
    missed = place.join(db, "Zoe")
    visit(db, missed, place.modules[0])
    meeting = make_gathering(db, place.cohort, starts_at=NOON - timedelta(days=3))
    make_follow_up(db, meeting, missed)
    words = words_of(as_person(place.farah), LIST)
    assert "Good afternoon Farah. 1 person needs you today. 1 more can wait a little." in words
    assert words.index("Zoe") < words.index("Ann")
    only = words_of(as_person(place.farah), f"{LIST}?reason=quiet")
    assert "Ann" in only
    assert "Zoe" not in only


def test_when_nobody_waits_it_says_so_kindly(place: Place, as_person: As) -> None:
    words = words_of(as_person(place.farah), LIST)
    assert "Nobody waits for you today." in words
    assert "A kind word never needs a reason." in words


def test_a_number_is_not_shown_of_somebody_who_was_asked_by_e_mail(
    db: Session, place: Place, as_person: As
) -> None:
    seat = place.join(db, "Lina", phone="+447700900123", state="invited")
    seat.invited_at = AGO
    browser = as_person(place.farah)
    for address in (LIST, SHEET, page_of(seat)):
        page = browser.get(address).text
        assert "Lina" in page
        assert "900123" not in page


def test_only_those_who_run_a_cohort_have_a_list(
    db: Session, place: Place, hillside: Place, as_person: As
) -> None:
    seat, other = place.join(db, "Lina"), hillside.join(db, "Hamid")
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    learner = db.get_one(Person, seat.person_id)
    for person in (lead, learner):
        browser = as_person(person)
        for address in (LIST, SHEET, page_of(seat)):
            assert browser.get(address).status_code == 404
        assert post(browser, page_of(seat), {"next": "done"}).status_code == 404
        assert post(browser, f"{page_of(seat)}/owners").status_code == 404
    femi = as_person(place.femi)
    assert femi.get(page_of(seat)).status_code == 200
    assert femi.get(page_of(other)).status_code == 404
    assert femi.get(f"/needs/{new_id()}").status_code == 404


@pytest.mark.parametrize("state", ["left", "withdrawn", "declined"])
def test_whoever_is_out_has_no_page_any_more(
    db: Session, place: Place, as_person: As, state: str
) -> None:
    seat = place.join(db, "Lina", state=state)
    browser = as_person(place.farah)
    assert browser.get(page_of(seat)).status_code == 404
    assert post(browser, page_of(seat), {"next": "done"}).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=99",
        "page=x",
        "cohort=no",
        "show=x&owner=y&reason=z",
        "show=done&page=9",
    ],
)
def test_nonsense_in_the_address_shows_what_is_there(
    place: Place, as_person: As, query: str
) -> None:
    assert as_person(place.farah).get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize("number", [3, 1_000])
def test_a_page_costs_the_same_for_few_and_for_many(
    db: Session, place: Place, costs_of: CostsOf, number: int
) -> None:
    crowd(db, place, number)
    addresses = [LIST, SHEET, f"{LIST}?show=done", f"{LIST}?cohort=riverside&owner=nobody"]
    assert costs_of(place.farah, addresses) == [11, 11, 4, 11]


def test_a_list_is_shown_fifty_people_at_a_time(db: Session, place: Place, as_person: As) -> None:
    crowd(db, place, 120)
    browser = as_person(place.farah)
    assert browser.get(LIST).text.count("Has not opened anything") == 50
    assert browser.get(f"{LIST}?page=3").text.count("Has not opened anything") == 20


def test_home_and_the_page_of_a_cohort_lead_there(db: Session, place: Place, as_person: As) -> None:
    seat = place.join(db)
    browser = as_person(place.farah)
    assert 'href="/needs/"' in browser.get("/home").text
    assert 'href="/needs/?cohort=riverside"' in browser.get("/cohorts/riverside/").text
    browser = as_person(db.get_one(Person, seat.person_id))
    assert "/needs/" not in browser.get("/home").text


def test_a_choice_that_nobody_fits_does_not_say_that_nobody_waits(
    db: Session, place: Place, as_person: As
) -> None:
    crowd(db, place, 2)
    html = as_person(place.farah).get(f"{LIST}?owner=mine").text
    assert "Nobody waits for you" not in html
    assert "Nobody fits what you chose above." in html
