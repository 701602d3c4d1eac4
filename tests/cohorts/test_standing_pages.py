"""Letting in, taking back and taking out, and a place in line, each on its page."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from tests.browser_like import post
from tests.cohorts.invited import invite
from tests.cohorts.kept import letters_of, states
from tests.conftest import As
from tests.make.cohorts import (
    make_cohort,
    make_facilitator,
    make_line,
    make_member,
)
from tests.make.people import make_person


def test_those_who_ask_stand_first_with_a_yes_and_a_no(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    first, second = (make_member(db, cohort, name=name, state="asked") for name in ("Nora", "Omar"))
    browser = as_person(make_facilitator(db, cohort))
    page = browser.get("/cohorts/riverside/people").text
    assert "2 people ask to join" in page
    yes = f"/cohorts/riverside/people/{first.id}/approvals"
    for _ in range(2):
        assert post(browser, yes, {"answer": "yes"}).status_code == 302
    refused = post(browser, yes, {"answer": "no"})
    assert refused.status_code == 409
    assert "This person is not asking to join any more." in refused.text
    assert post(browser, yes, {}).status_code == 422
    post(browser, f"/cohorts/riverside/people/{second.id}/approvals", {"answer": "no"})
    page = browser.get("/cohorts/riverside/people").text
    assert "ask to join" not in page
    assert "Taken off the list by a facilitator" in page


def test_an_invitation_is_taken_back_once_and_not_from_somebody_who_joined(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    person = invite(db, cohort, "Ben Cole")
    joined = make_member(db, cohort)
    browser = as_person(make_facilitator(db, cohort))
    here = f"/cohorts/riverside/people/{person.id}"
    assert "Take Ben Cole off the list" in browser.get(here).text
    for _ in range(2):
        assert post(browser, f"{here}/withdrawals").headers["Location"] == here
    page = browser.get(here).text
    assert "Taken off the list by a facilitator" in page
    assert "add them again" in page
    refused = post(browser, f"/cohorts/riverside/people/{joined.id}/withdrawals")
    assert refused.status_code == 409
    assert "you can take them out of the cohort instead" in refused.text


def test_a_facilitator_takes_somebody_out_with_the_words_that_they_would_read(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    person = make_member(db, cohort, name="Ben Cole")
    facilitator = make_facilitator(db, cohort)
    own = as_person(person).get("/cohorts/riverside/departures").text
    browser = as_person(facilitator)
    here = f"/cohorts/riverside/people/{person.id}"
    theirs = browser.get(f"{here}/departures").text
    for words in ("What stays", "What stops", "What the others see", "can take it back"):
        assert words in own
        assert words in theirs
    for _ in range(2):
        assert post(browser, f"{here}/departures").headers["Location"] == here
    assert "Taken out by a facilitator" in browser.get(here).text
    for nobody in (facilitator.id, make_facilitator(db, make_cohort(db)).id):
        assert browser.get(f"/cohorts/riverside/people/{nobody}/departures").status_code == 404


def test_somebody_sees_their_place_in_line_and_the_seat_that_is_kept(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    first, second = make_line(db, cohort, 2)
    facilitator = make_facilitator(db, cohort)
    cohort.capacity = 1
    db.commit()
    assert "You are number 2 in line." in as_person(second).get("/cohorts/riverside/").text
    assert "You are in line for a seat." in as_person(second).get("/home").text
    saved = post(
        as_person(facilitator), "/cohorts/riverside/seats", {"capacity": "1", "offer_hours": "24"}
    )
    assert saved.status_code == 302
    browser = as_person(first)
    until = "Thursday 21 January 2027, 12pm (UK time)"
    assert f"We keep it for you until {until}" in browser.get("/home").text
    page = browser.get("/cohorts/riverside/").text
    assert until in page
    post(browser, "/cohorts/riverside/invitation-answers", {"answer": "no"})
    assert "There is a seat for you" in as_person(second).get("/cohorts/riverside/").text


@pytest.mark.parametrize("typed", ["0", "many", "1.5", "99999", "-3", "٣"])
def test_a_number_of_seats_that_is_none_comes_back_as_it_was(
    db: Session, cohort: Cohort, as_person: As, typed: str
) -> None:
    browser = as_person(make_facilitator(db, cohort))
    answer = post(browser, "/cohorts/riverside/seats", {"capacity": typed, "offer_hours": "48"})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert "Write how many people there is room for, from 1 to 5,000" in answer.text


def test_an_invitation_to_run_the_cohort_is_taken_back_by_whoever_appoints_alone(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    asked = make_member(db, cohort, name="Ben Cole", role="facilitator", state="invited")
    here = f"/cohorts/riverside/people/{asked.id}"
    runs = as_person(make_facilitator(db, cohort))
    assert "Take Ben Cole off the list" not in runs.get(here).text
    assert post(runs, f"{here}/withdrawals").status_code == 404
    lead = as_person(make_person(db, roles=["programme_lead"]))
    assert "Take Ben Cole off the list" in lead.get(here).text
    assert post(lead, f"{here}/withdrawals").headers["Location"] == here
    assert "Taken off the list" in lead.get(here).text


def test_a_no_to_running_the_cohort_can_be_made_final_by_whoever_appoints_alone(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    asked = make_member(db, cohort, name="Ben Cole", role="facilitator", state="declined")
    here = f"/cohorts/riverside/people/{asked.id}"
    runs = as_person(make_facilitator(db, cohort))
    assert "Ben Cole off the list" not in runs.get(here).text
    assert post(runs, f"{here}/withdrawals").status_code == 404
    lead = as_person(make_person(db, roles=["programme_lead"]))
    assert "can still change their mind and run this cohort" in lead.get(here).text
    taken = post(lead, f"{here}/withdrawals")
    assert taken.headers["Location"] == here
    assert "Ben Cole can run this cohort only once they are asked anew." in lead.get(here).text
    # They said no themselves: nobody writes to them about it.
    assert letters_of(db, "withdrawn") == []
    theirs = as_person(asked)
    refused = post(theirs, "/cohorts/riverside/invitation-answers", {"answer": "yes"})
    assert refused.status_code == 409
    db.expire_all()
    assert states(db, [asked]) == ["withdrawn"]


def test_a_participant_who_said_no_is_not_taken_off_the_list(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    asked = make_member(db, cohort, name="Ben Cole", state="declined")
    here = f"/cohorts/riverside/people/{asked.id}"
    lead = as_person(make_person(db, roles=["programme_lead"]))
    assert "off the list" not in lead.get(here).text
    assert post(lead, f"{here}/withdrawals").status_code == 409
