"""From a spreadsheet to invitations on the pages, without scripts, as a facilitator does it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.actions.rosters import forget_rosters
from app.cohorts.models import Cohort, Enrolment
from app.people.models import Person
from app.post.models import Letter
from tests.browser_like import post
from tests.clock import NOON
from tests.cohorts.roster_pages.conftest import FILES, LIST, sent
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person
from tests.make.rosters import crowd


def test_a_facilitator_goes_from_a_spreadsheet_to_invitations(
    db: Session, web: FlaskClient
) -> None:
    address = sent(web, LIST)
    page = web.get(address).text
    assert "Nobody has been added yet" in page
    for words in ("New (2)", "Left or said no (1)", "Here already (1)", "To put right (1)"):
        assert words in page
    assert "Invite 2 people" in page
    assert "We do not use this column: Diet." in page
    # What is to be put right is shown first, and is never more than text.
    assert "“nothing” is not an e-mail address" in page
    assert "&lt;b&gt;" in page
    assert db.scalar(select(func.count()).select_from(Letter)) == 0
    new = web.get(f"{address}?show=new").text
    assert "By phone call, as Local partner" in new
    assert "07700 900123" in new
    assert post(web, f"{address}/enrolments").headers["Location"] == address
    done = web.get(address).text
    for words in (
        "2 people are invited.",
        "1 person is left alone, since they left or said no before.",
        "1 row was not taken.",
    ):
        assert words in done
    assert db.scalars(select(Letter.channel).order_by(Letter.channel)).all() == ["call", "email"]
    assert "2 people are invited" in web.get(FILES).text


def test_a_double_click_says_yes_once(db: Session, web: FlaskClient) -> None:
    address = sent(web, LIST)
    for _ in range(2):
        assert post(web, f"{address}/enrolments").status_code == 302
    assert "2 people are invited." in web.get(address).text
    assert db.scalar(select(func.count()).select_from(Letter)) == 2


def test_those_who_left_are_invited_again_when_the_box_is_ticked(
    db: Session, web: FlaskClient
) -> None:
    address = sent(web, LIST)
    assert "Also invite the 1 person who left or said no" in web.get(address).text
    post(web, f"{address}/enrolments", {"again": "yes"})
    assert "1 person is invited once more." in web.get(address).text
    gone = select(Enrolment.state).join(Person, Person.id == Enrolment.person_id)
    assert db.scalar(gone.where(Person.email == "gone@example.org")) == "invited"


def test_a_list_for_a_cohort_with_few_seats_says_who_stands_in_line(
    db: Session, web: FlaskClient, cohort: Cohort
) -> None:
    cohort.capacity = 2
    db.commit()
    content = b"Name,Email\nAda Birch,ada@example.org\nBo Coombe,bo@example.org\n"
    page = web.get(sent(web, content)).text
    for words in ("There is 1 free seat", "Invite 1 person and put 1 in line", "add seats first"):
        assert words in page
    rows = page.split("<tbody>")[1]
    assert rows.index("Ada Birch") < rows.index("Bo Coombe") < rows.index("In line for a seat")
    assert rows.count("In line for a seat") == 1
    make_member(db, cohort)
    db.commit()
    page = web.get(sent(web, content)).text
    assert "Put 2 people in line" in page
    assert "Nobody is invited before a seat is free" in page


def test_a_long_list_is_paged_and_a_page_costs_the_same_for_any_number(
    web: FlaskClient, count_statements: CountStatements
) -> None:
    counts = []
    for number in (60, 3000):
        address = sent(web, crowd(number))
        with count_statements() as made:
            page = web.get(f"{address}?show=new&page=2").text
        counts.append(len(made))
        assert "Showing 51 to" in page
        assert "Person 50<" in page
        assert "Person 5<" not in page
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize("query", ["?show=nothing", "?page=99", "?show=twice", "?page=x"])
def test_an_address_that_asks_for_what_is_not_there_shows_what_is(
    web: FlaskClient, query: str
) -> None:
    assert web.get(sent(web, LIST) + query).status_code == 200


def test_after_a_day_the_list_is_gone_and_what_came_of_it_is_still_told(
    db: Session, web: FlaskClient
) -> None:
    done, waiting = sent(web, LIST), sent(web, LIST)
    post(web, f"{done}/enrolments")
    forget_rosters(db, now=NOON + timedelta(days=1))
    db.commit()
    assert "2 people are invited." in web.get(done).text
    assert "Send the list again" in web.get(waiting).text
    for address, status in ((f"{done}/refused.csv", 409), (f"{waiting}/refused.csv", 409)):
        assert web.get(address).status_code == status
    answer = post(web, f"{waiting}/enrolments")
    assert answer.status_code == 409
    assert "We keep a list for one day" in answer.text


def test_lists_are_not_there_for_anybody_else(
    db: Session, cohort: Cohort, web: FlaskClient, sign_in: SignIn
) -> None:
    address = sent(web, LIST)
    other = make_cohort(db, slug="hilltop")
    strangers = [make_member(db, cohort), make_facilitator(db, other), make_person(db)]
    db.commit()
    for person in strangers:
        theirs = sign_in(web, person)
        for page in (FILES, address, f"{address}/refused.csv", f"{FILES}template.xlsx"):
            assert theirs.get(page).status_code == 404
        for form in (FILES, f"{address}/enrolments"):
            assert post(theirs, form).status_code == 404
    # Nor under the address of another cohort, for those who look after both.
    lead = make_person(db, roles=["programme_lead"])
    db.commit()
    elsewhere = address.replace("riverside", "hilltop")
    assert sign_in(web, lead).get(address).status_code == 200
    assert web.get(elsewhere).status_code == 404
    assert web.get(f"{FILES}{uuid4()}").status_code == 404
    assert db.scalar(select(func.count()).select_from(Letter)) == 0
