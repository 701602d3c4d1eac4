"""The pages of places, and where else places show."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.opening import change_facts
from app.cohorts.actions.places import PlaceFacts, add_place
from app.people.models import Person, Place
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.places import make_place


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
