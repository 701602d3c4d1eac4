"""Places, their codes, and the cohorts that belong to them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.actions.opening import change_facts
from app.cohorts.actions.places import PlaceFacts, add_place, change_place
from app.cohorts.errors.places import (
    CodeKnown,
    CodeWrong,
    PlaceKindUnknown,
    PlaceKnown,
    PlaceNameNeeded,
    PositionWrong,
)
from app.cohorts.models import Cohort
from app.cohorts.queries.places import places_of
from app.cohorts.rules.places import clean_code, fits, read_position, say_position
from app.people.models import Person, Place
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_edition, make_facilitator, make_member

NETWORK = PlaceFacts("Riverside Primary Care Network", "pcn", " u 12\u00a0345 ")


def make_place(db: Session, name: str) -> Place:
    """A neighbourhood, flushed."""
    place = Place(name=name, kind="neighbourhood", created_at=NOON)
    db.add(place)
    db.flush()
    return place


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("pcn", "U12345", ["A12345", "U1234", "U123456", "U1234O", "12345"]),
        ("practice", "A12345", ["AA1234", "A1234", "A123456", "123456"]),
        ("neighbourhood", "RX1", ["RX", "RX1234567", "RX-12", "RÉ123"]),
        ("other", "RX123456", ["R", "RX 1!"]),
    ],
)
def test_each_kind_of_place_has_codes_of_its_own_form(kind: str, good: str, bad: list[str]) -> None:
    assert fits(good, kind)
    assert [code for code in bad if fits(clean_code(code), kind)] == []


@given(st.text(max_size=12), st.sampled_from(["pcn", "practice", "other"]))
def test_a_code_that_fits_is_made_of_capitals_and_digits(text: str, kind: str) -> None:
    code = clean_code(text)
    assert clean_code(code) == code
    if fits(code, kind):
        assert code.isascii()
        assert code.isalnum()
        assert code == code.upper()


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("53.48095, -2.23743", (53.481, -2.237)),
        (" 51.5,−3 ", (51.5, -3.0)),
        ("  ", None),
    ],
)
def test_the_middle_of_a_place_is_two_numbers_as_maps_show_them(
    typed: str, position: tuple[float, float] | None
) -> None:
    assert read_position(typed) == position
    if position:
        assert read_position(say_position(*position)) == position


@pytest.mark.parametrize("typed", ["53", "91, 0", "0, 181", "nan, 0", "1, 2, 3", "north, east"])
def test_what_is_no_point_on_the_earth_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_position(typed)


def test_the_middle_of_a_place_comes_back_on_its_page(
    db: Session, lead: Person, as_person: As
) -> None:
    facts = PlaceFacts("Hill", "other", position="53.48, -2.24")
    place = add_place(db, lead, facts, now=NOON)
    address = f"/admin/places/{place.id}"
    client = as_person(lead)
    assert 'value="53.48, -2.24"' in client.get(address).text
    fields: dict[str, object] = {"name": "Hill", "kind": "other", "position": ""}
    assert post(client, address, fields, page=address).status_code == 302
    db.refresh(place)
    assert (place.latitude, place.longitude) == (None, None)


def test_a_place_is_kept_with_its_code_in_the_form_of_the_nhs(db: Session, lead: Person) -> None:
    place = add_place(db, lead, NETWORK, now=NOON)
    assert (place.name, place.ods_code) == ("Riverside Primary Care Network", "U12345")
    assert add_place(db, lead, PlaceFacts("Canalside", "neighbourhood"), now=NOON).ods_code is None


@pytest.mark.parametrize(
    ("facts", "refusal", "words"),
    [
        (PlaceFacts(" ", "pcn"), PlaceNameNeeded, "Write a name"),
        (PlaceFacts("Moon", "planet"), PlaceKindUnknown, "Choose from the list"),
        (PlaceFacts("Hill", "pcn", "A12345"), CodeWrong, "a U and five digits, like U12345"),
        (PlaceFacts("Hill", "practice", "1"), CodeWrong, "a letter and five digits"),
        (PlaceFacts("Hill", "other", "1"), CodeWrong, "3 to 8 letters and digits"),
        (PlaceFacts("Hill", "pcn", "", "here"), PositionWrong, "two numbers with a comma"),
        (PlaceFacts("RIVERSIDE primary care network", "other"), PlaceKnown, "with this name"),
        (PlaceFacts("Hill", "pcn", "u12345"), CodeKnown, "with this ODS code"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    db: Session, lead: Person, facts: PlaceFacts, refusal: type[Exception], words: str
) -> None:
    add_place(db, lead, NETWORK, now=NOON)
    other = add_place(db, lead, PlaceFacts("Other", "other", "RX123"), now=NOON)
    with pytest.raises(refusal, match=words):
        add_place(db, lead, facts, now=NOON)
    with pytest.raises(refusal, match=words):
        change_place(db, other, facts)
    with pytest.raises(CodeKnown):
        change_place(db, other, PlaceFacts("Other", "pcn", "U12345"))
    assert db.scalar(select(func.count()).select_from(Place)) == 2
    assert (other.name, other.ods_code) == ("Other", "RX123")


def test_a_cohort_belongs_to_the_places_that_were_chosen_last(db: Session) -> None:
    cohort, other = make_cohort(db), make_cohort(db)
    places = [make_place(db, name) for name in ("Canalside", "Hilltop", "Meadow")]
    ids = [place.id for place in places]
    change_facts(db, other, name="Other", phone="", place_ids=ids)
    for chosen in (ids[:2], ids[1:], ids[1:]):
        change_facts(db, cohort, name="Here", phone="", place_ids=[*chosen, uuid4()])
    assert [place.name for place in places_of(db, cohort.id)] == ["Hilltop", "Meadow"]
    assert len(places_of(db, other.id)) == 3
    change_facts(db, cohort, name="Here", phone="", place_ids=[])
    assert places_of(db, cohort.id) == []


def test_a_lead_adds_and_changes_a_place(db: Session, lead: Person, as_person: As) -> None:
    browser = as_person(lead)
    assert "There is no place yet" in browser.get("/admin/places/").text
    fields: dict[str, object] = {"name": "Riverside", "kind": "pcn", "ods_code": "u 12345"}
    assert post(browser, "/admin/places/", fields).headers["Location"] == "/admin/places/"
    again = post(browser, "/admin/places/", fields)
    assert again.status_code == 409
    assert "There is a place with this name in the list already" in again.text
    place = db.scalars(select(Place)).one()
    here = f"/admin/places/{place.id}"
    assert 'value="U12345"' in browser.get(here).text
    wrong = post(browser, here, {**fields, "kind": "practice", "ods_code": "12"})
    assert wrong.status_code == 422
    assert "like A12345" in wrong.text
    assert 'value="12"' in wrong.text
    post(browser, here, {**fields, "name": "Riverside and Hilltop"})
    assert "Riverside and Hilltop" in browser.get("/admin/places/").text


def test_only_leads_see_the_list_of_places(db: Session, as_person: As) -> None:
    cohort, place = make_cohort(db), make_place(db, "Canalside")
    browser = as_person(make_facilitator(db, cohort))
    for address in ("/admin/places/", "/admin/places/new", f"/admin/places/{place.id}"):
        assert browser.get(address).status_code in (403, 404)
    assert post(browser, "/admin/places/", {"name": "X", "kind": "pcn"}).status_code == 403
    assert post(browser, f"/admin/places/{place.id}", {"name": "X"}).status_code == 404


def test_the_list_of_places_is_paged_and_costs_the_same(
    db: Session, lead: Person, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(lead)
    cohort = make_cohort(db)
    sent = []
    for more in (3, 57):
        made = [make_place(db, f"Place {more}-{number}") for number in range(more)]
        change_facts(db, cohort, name="Here", phone="", place_ids=[place.id for place in made])
        db.commit()
        with count_statements() as statements:
            page = browser.get("/admin/places/").text
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 3
    assert page.count('scope="row"') == 50
    assert "Showing 11 to 60 of 60" not in page
    assert "Showing 51 to 60 of 60" in browser.get("/admin/places/?page=2").text


def test_places_show_on_the_page_of_the_cohort_and_in_the_list(
    db: Session, lead: Person, as_person: As
) -> None:
    cohort = make_cohort(db, slug="riverside")
    ids = [make_place(db, name).id for name in ("Hilltop", "Canalside")]
    change_facts(db, cohort, name="Here", phone="", place_ids=ids)
    member = make_member(db, cohort)
    assert "Canalside, Hilltop" in as_person(lead).get("/admin/").text
    assert "From Canalside and Hilltop." in as_person(member).get("/cohorts/riverside/").text


def test_a_facilitator_changes_what_is_known_of_the_cohort(db: Session, as_person: As) -> None:
    cohort = make_cohort(db, slug="riverside")
    place = make_place(db, "Canalside")
    browser = as_person(make_facilitator(db, cohort))
    here = "/cohorts/riverside/settings"
    assert here in browser.get("/cohorts/riverside/").text
    good: dict[str, object] = {"name": "Canal people", "phone": "0161 496 0123"}
    for wrong, words in (
        ({"name": " "}, "Write a name for the cohort"),
        ({"phone": "ring me"}, "Write a phone number"),
        ({"places": [str(uuid4())]}, "not a valid choice"),
    ):
        answer = post(browser, here, {**good, **wrong})
        assert answer.status_code == 422
        assert words in answer.text
    assert post(browser, here, {**good, "places": [str(place.id)]}).headers["Location"] == here
    page = browser.get(here).text
    assert f'value="{place.id}" checked' in page
    db.expire_all()
    kept = db.get_one(Cohort, cohort.id)
    assert (kept.name, kept.phone, kept.slug) == ("Canal people", "0161 496 0123", "riverside")


def test_settings_are_for_those_who_look_after_the_cohort(
    db: Session, lead: Person, as_person: As
) -> None:
    cohort = make_cohort(db, slug="riverside")
    member = make_member(db, cohort)
    here = "/cohorts/riverside/settings"
    assert as_person(lead).get(here).status_code == 200
    for person in (member, make_facilitator(db, make_cohort(db))):
        browser = as_person(person)
        assert browser.get(here).status_code == 404
        assert post(browser, here, {"name": "Mine"}).status_code == 404


def test_places_and_room_are_chosen_when_a_cohort_is_opened(
    db: Session, lead: Person, as_person: As
) -> None:
    make_edition(db, key="course")
    place = make_place(db, "Canalside")
    browser = as_person(lead)
    fields: dict[str, object] = {
        "name": "Riverside neighbours",
        "edition": "course",
        "starts_on": "2027-02-01",
        "time_zone": "Europe/London",
        "places": [str(place.id)],
        "request_key": str(uuid4()),
    }
    for wrong in ("many", "0", "5001", "²"):
        answer = post(browser, "/admin/cohorts", {**fields, "capacity": wrong})
        assert answer.status_code == 422
        assert "how many people there is room for, from 1 to 5,000" in answer.text
        assert f'value="{place.id}" checked' in answer.text
    for _ in range(2):
        post(browser, "/admin/cohorts", {**fields, "capacity": "20"})
    cohort = db.scalars(select(Cohort)).one()
    assert cohort.capacity == 20
    assert [found.name for found in places_of(db, cohort.id)] == ["Canalside"]
