"""Whose yes to a cohort a facilitator may enter, and who says it themselves."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import DECLINED, INVITED, OFFERED
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.cohorts.accounts import ACCOUNTS, go_in
from tests.make.cohorts import make_enrolment, make_member
from tests.make.people import make_person

PHONE = "+447700900123"


@ACCOUNTS
def test_whoever_has_an_account_is_not_brought_in_by_a_yes_that_a_facilitator_enters(
    db: Session,
    cohort: Cohort,
    browser: FlaskClient,
    theirs: Callable[[Session, Person], None],
) -> None:
    mary = make_person(db, name="Mary Elsewhere", email="mary@known.example", phone=PHONE)
    theirs(db, mary)
    place = make_enrolment(db, cohort, mary, state=INVITED)
    db.commit()
    here = f"/cohorts/riverside/people/{mary.id}"
    assert "They said yes" not in browser.get(here).text
    for state in (INVITED, DECLINED):
        place.state = state
        db.commit()
        refused = post(browser, f"{here}/answers", {"answer": "yes"}, page=here)
        assert refused.status_code == 409
        assert "they say yes themselves" in refused.text
        assert "07700 900123" not in refused.text
        db.refresh(place)
        assert place.state == state
    # Whoever is in line, or was offered a seat, came there themselves.
    place.state, place.offered_until = OFFERED, NOON
    db.commit()
    assert post(browser, f"{here}/answers", {"answer": "yes"}, page=here).status_code == 302


def test_a_facilitator_enters_the_yes_of_somebody_who_is_new_or_reads_no_email(
    db: Session, cohort: Cohort, browser: FlaskClient
) -> None:
    rings = make_person(db, name="Joan Long", email=None, phone=PHONE, channel="call")
    go_in(db, rings)
    for person in (make_person(db, name="Nia New"), rings):
        place = make_enrolment(db, cohort, person, state=INVITED)
        db.commit()
        here = f"/cohorts/riverside/people/{person.id}"
        assert "They said yes" in browser.get(here).text
        assert post(browser, f"{here}/answers", {"answer": "yes"}, page=here).status_code == 302
        db.refresh(place)
        assert place.state == "joined"


def test_after_a_no_whoever_has_an_account_is_added_again_and_nothing_else_is_asked(
    db: Session, cohort: Cohort, browser: FlaskClient
) -> None:
    mary = make_member(db, cohort, state=INVITED)
    go_in(db, mary)
    db.commit()
    here = f"/cohorts/riverside/people/{mary.id}"
    assert "so they say yes themselves" in browser.get(here).text
    answered = post(browser, f"{here}/answers", {"answer": "no"}, page=here)
    assert answered.status_code == 302
    page = browser.get(here).text
    assert "Did they tell you their answer?" not in page
    assert "add them again" in page
