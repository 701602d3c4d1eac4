"""Asking somebody to help, their yes or no, and ending it."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import LEFT
from app.helping.models import Helping
from app.helping.rules import ENDED, OPEN
from app.kit.db import new_id
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.helping.asking import HERE, ask, by_name, letters, only
from tests.make.cohorts import make_cohort, make_member
from tests.make.helping import make_helping
from tests.make.people import make_person


def test_somebody_is_asked_says_yes_and_both_are_named_until_it_is_ended(
    db: Session, as_person: As, ottoline: Person, hal: Person, cohort: Cohort
) -> None:
    theirs = as_person(ottoline)
    assert ask(theirs, helper=by_name(hal, cohort)).status_code == 302
    made = only(db)
    assert letters(db) == [(hal.id, "asked", "due")]
    assert "has not said yes yet" in theirs.get(HERE).text
    his = as_person(hal)
    page = his.get(f"/help/{made.id}").text
    assert "Ottoline Example</span> asks for your help" in page
    assert "You are acting for" not in page
    answers = f"/help/{made.id}/answers"
    assert post(his, answers, {"answer": "yes"}).location == f"/help/{made.id}"
    assert post(his, answers, {"answer": "yes"}).status_code == 302
    # The reminders go two weeks before the end.
    assert sorted(what for _, what, state in letters(db) if state == "due") == [
        *("asked", "begun", "soon", "soon"),
    ]
    page = his.get(f"/help/{made.id}").text
    assert 'You are acting for <span dir="auto">Ottoline Example</span>' in page
    assert "Say whether they come to a session" in page
    assert "Note a step" not in page
    assert "Help Ottoline Example" in his.get("/home").text


def test_the_person_ends_it_at_once_and_the_record_names_both(
    db: Session, as_person: As, ottoline: Person, hal: Person, cohort: Cohort
) -> None:
    made = make_helping(db, ottoline, hal, cohort=cohort, helper_yes_at=None)
    assert post(as_person(hal), f"/help/{made.id}/answers", {"answer": "yes"}).status_code == 302
    theirs = as_person(ottoline)
    for _ in range(2):
        assert post(theirs, f"{HERE}/{made.id}/ends").location == HERE
    assert only(db).state(NOON, "Europe/London") == ENDED
    assert (hal.id, "ended", "due") in letters(db)
    assert {state for _, what, state in letters(db) if what != "ended"} == {"lapsed"}
    assert "It has ended" not in theirs.get("/home").text
    assert "You do not help" in as_person(hal).get(f"/help/{made.id}").text
    assert (
        "Hal Helper answered whether to help you" in as_person(ottoline).get("/account/record").text
    )
    whom = select(Entry.whom_id).where(Entry.deed == "helping.answer_helping_asked")
    assert set(db.scalars(whom)) == {ottoline.id}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"acts": []}, "Tick at least one thing"),
        ({"acts": ["reflections", "votes", "consents", "erasure"]}, "Tick at least one thing"),
        ({"helper": ""}, "Choose a name, or write an e-mail address"),
        ({"email": "x@learning.example"}, "Choose a name, or write an e-mail address"),
        ({"helper": "", "email": "no address"}, "Write an e-mail address, like"),
        ({"last_day": "2027-01-20"}, "at most 12 months from today"),
        ({"last_day": "2028-01-21"}, "at most 12 months from today"),
        ({"last_day": "someday"}, "at most 12 months from today"),
        ({"helper": f"{new_id()} {new_id()}"}, "Choose a name, or write an e-mail address"),
    ],
)
def test_a_form_that_lacks_something_comes_back_with_what_was_chosen(
    db: Session,
    as_person: As,
    ottoline: Person,
    hal: Person,
    cohort: Cohort,
    fields: dict[str, object],
    sentence: str,
) -> None:
    answer = ask(as_person(ottoline), **{"helper": by_name(hal, cohort), **fields})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.scalar(select(func.count(Helping.id))) == 0


def test_only_people_of_ones_own_cohorts_are_chosen_by_name(
    db: Session, as_person: As, ottoline: Person, cohort: Cohort
) -> None:
    elsewhere = make_cohort(db)
    stranger = make_member(db, elsewhere, name="Stella Stranger")
    db.commit()
    browser = as_person(ottoline)
    assert "Stella Stranger" not in browser.get(HERE).text
    for where in (cohort, elsewhere):
        assert ask(browser, helper=by_name(stranger, where)).status_code == 422
    assert ask(browser, helper=by_name(ottoline, cohort)).status_code == 422
    assert ask(browser, email=ottoline.email).status_code == 422


def test_a_form_that_is_sent_twice_asks_once(
    db: Session, as_person: As, ottoline: Person, hal: Person, cohort: Cohort
) -> None:
    browser, key = as_person(ottoline), str(new_id())
    for _ in range(2):
        answer = ask(browser, helper=by_name(hal, cohort), request_key=key)
        assert answer.status_code == 302
    only(db)


def test_a_helper_says_no_and_asks_nothing_more(
    db: Session, as_person: As, ottoline: Person, hal: Person, cohort: Cohort
) -> None:
    made = make_helping(db, ottoline, hal, cohort=cohort, helper_yes_at=None)
    db.commit()
    his = as_person(hal)
    assert post(his, f"/help/{made.id}/answers", {"answer": "no"}).location == HERE
    assert (ottoline.id, "declined", "due") in letters(db)
    assert post(his, f"/help/{made.id}/answers", {"answer": "yes"}).status_code == 409
    assert only(db).helper_yes_at is None


def test_nobody_says_yes_once_one_of_the_two_has_left_where_it_holds(
    db: Session, as_person: As, ottoline: Person, hal: Person, cohort: Cohort
) -> None:
    theirs = as_person(ottoline)
    ask(theirs, helper=by_name(hal, cohort))
    made, asked = only(db), letters(db)
    his = as_person(hal)
    assert f"/help/{made.id}" in his.get(HERE).text
    seat = db.scalars(select(Enrolment).where(Enrolment.person_id == hal.id)).one()
    seat.state, seat.left_at = LEFT, NOON
    db.commit()
    his = as_person(hal)
    answer = post(his, f"/help/{made.id}/answers", {"answer": "yes"})
    assert answer.status_code == 409
    assert "it can be asked for again" in answer.text
    assert only(db).helper_yes_at is None
    assert letters(db) == asked
    # His own page leads to nothing that is over; and no stands in nobody's way.
    assert f"/help/{made.id}" not in his.get(HERE).text
    assert post(his, f"/help/{made.id}/answers", {"answer": "no"}).status_code == 302


def test_a_question_is_not_answered_by_others_or_once_it_has_waited_too_long(
    db: Session,
    as_person: As,
    ottoline: Person,
    hal: Person,
    cohort: Cohort,
    clock: StoppedClock,
) -> None:
    made = make_helping(db, ottoline, hal, cohort=cohort, helper_yes_at=None)
    stranger = make_person(db, name="Stella Stranger")
    db.commit()
    answers, ends = f"/help/{made.id}/answers", f"{HERE}/{made.id}/ends"
    for other in (stranger, ottoline):
        assert post(as_person(other), answers, {"answer": "yes"}).status_code == 404
    assert post(as_person(stranger), ends).status_code == 404
    clock.move(days=31)
    assert post(as_person(hal), answers, {"answer": "yes"}).status_code == 409
    assert only(db).state(NOON, "Europe/London") != OPEN
