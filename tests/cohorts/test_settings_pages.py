"""What is known of a cohort, as it is opened and as it is changed."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.queries.places import places_of
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_edition, make_facilitator, make_member
from tests.make.places import make_place


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
