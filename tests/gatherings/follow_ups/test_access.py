"""Nobody but the facilitators of a cohort comes to its list of people to ring."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR
from app.gatherings.models import Gathering
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import post
from tests.conftest import As
from tests.gatherings.follow_ups.ringing import LIST, page_of
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.register import make_follow_up
from tests.progress.reading import words_of


def test_people_who_learn_leads_and_other_facilitators_have_no_way_there(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
) -> None:
    one = make_follow_up(db, meeting, lina, note="Keep this to us.")
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    elsewhere = make_facilitator(db, make_cohort(db))
    learner = db.get_one(Person, lina.person_id)
    for person in (learner, lead, elsewhere):
        browser = as_person(person)
        for address in (LIST, f"{LIST}/new", page_of(one)):
            assert browser.get(address).status_code == 404
        for address in (LIST, page_of(one), f"{page_of(one)}/owner"):
            assert post(browser, address, {"next": "keep"}).status_code == 404
    assert "People to ring" not in as_person(lead).get("/cohorts/riverside/").text
    assert as_person(helper).get(page_of(one)).status_code == 200


def test_a_page_of_another_cohorts_list_is_not_found_under_ones_own(
    db: Session, cohort: Cohort, helper: Person, lina: Enrolment, as_person: As
) -> None:
    other = make_cohort(db)
    stranger = make_enrolment(db, other, make_person(db))
    one = make_follow_up(db, make_gathering(db, other), stranger)
    assert as_person(helper).get(page_of(one)).status_code == 404


def test_nobody_reads_what_was_written_about_themselves_before_they_ran_it(
    db: Session, meeting: Gathering, lina: Enrolment, as_person: As
) -> None:
    one = make_follow_up(db, meeting, lina)
    lina.role = FACILITATOR
    browser = as_person(db.get_one(Person, lina.person_id))
    assert browser.get(page_of(one)).status_code == 404
    assert "Nobody is waiting for a call" in words_of(browser, LIST)
