"""What somebody else noted meanwhile is told and not overwritten."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import SignIn
from tests.gatherings.register.conftest import noted, register
from tests.gatherings.register.test_hints import save
from tests.make.people import make_person
from tests.make.progress import Way, make_seat


def test_a_clash_is_told_and_not_overwritten_while_the_other_rows_are_saved(
    db: Session,
    way: Way,
    cohort: Cohort,
    meeting: Gathering,
    browser: FlaskClient,
    other: Person,
    sign_in: SignIn,
    helper: Person,
) -> None:
    second = make_seat(db, cohort, make_person(db, name="Second"))
    db.commit()
    save(sign_in(browser, other), meeting, way.enrolment, "", "online")
    sign_in(browser, helper)
    fields: dict[str, object] = {
        "row": [f"{way.enrolment.id} ", f"{second.id} "],
        "how1": "missed",
        "how2": "phone",
    }
    post(browser, register(meeting), fields)
    page = words_of_all(browser, meeting)
    assert "Saved for 1 person." in page
    assert "Lina Learner: Omar Other noted “Online” while you had this page open" in page
    assert noted(db) == {"Lina Learner": "online", "Second": "phone"}


def words_of_all(browser: FlaskClient, meeting: Gathering) -> str:
    """The page with the notices above it."""
    return browser.get(register(meeting)).text


def test_what_somebody_noted_themselves_they_may_change_from_a_stale_page(
    db: Session, way: Way, meeting: Gathering, browser: FlaskClient
) -> None:
    save(browser, meeting, way.enrolment, "", "online")
    save(browser, meeting, way.enrolment, "", "phone")
    assert noted(db) == {"Lina Learner": "phone"}
