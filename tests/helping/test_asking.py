"""Asking somebody to help, their yes or no, and ending it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.audit.models import Entry
from app.cohorts.models import Cohort
from app.helping.models import Helping
from app.helping.rules import ENDED, OPEN
from app.kit.db import new_id
from app.people.models import Person
from app.post.models import Letter
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_member
from tests.make.helping import make_helping
from tests.make.people import make_person

HERE = "/account/helpers"
DAY = (NOON + timedelta(days=100)).date().isoformat()


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort, committed."""
    made = make_cohort(db)
    db.commit()
    return made


@pytest.fixture
def ottoline(db: Session, cohort: Cohort) -> Person:
    """Somebody who would like help."""
    person = make_member(db, cohort, name="Ottoline Example")
    db.commit()
    return person


@pytest.fixture
def hal(db: Session, cohort: Cohort) -> Person:
    """Somebody in the same cohort."""
    person = make_member(db, cohort, name="Hal Helper")
    db.commit()
    return person


def ask(browser: FlaskClient, **fields: object) -> TestResponse:
    """Send the form; with nothing in it but what is named."""
    form = {"acts": ["sessions"], "last_day": DAY, "request_key": str(new_id()), **fields}
    return post(browser, HERE, form)


def by_name(helper: Person, cohort: Cohort) -> str:
    """The choice that stands for somebody of a cohort."""
    return f"{helper.id} {cohort.id}"


def only(db: Session) -> Helping:
    """The one row there is, as the database has it."""
    db.expire_all()
    return db.scalars(select(Helping)).one()


def letters(db: Session) -> list[tuple[object, str, str]]:
    """To whom, what, and how it stands."""
    rows = db.execute(select(Letter.person_id, Letter.occurrence, Letter.state).order_by(Letter.id))
    return [(row[0], row[1], row[2]) for row in rows]


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


def test_an_address_tells_nothing_of_whether_somebody_has_it(
    db: Session, as_person: As, ottoline: Person, count_statements: CountStatements
) -> None:
    friend = make_person(db, name="Freya Friend", email="freya@learning.example")
    db.commit()
    browser = as_person(ottoline)
    pages, costs = [], []
    for address in ("freya@learning.example", "nobody@learning.example"):
        with count_statements() as statements:
            answer = ask(browser, email=address)
        costs.append(len(statements))
        assert answer.status_code == 302
        text = browser.get(HERE).text
        assert "Freya Friend" not in text
        assert address in text
        pages.append(text.count("has not said yes yet"))
    assert costs[0] == costs[1]
    assert pages == [1, 2]
    assert [whose for whose, _, _ in letters(db)] == [friend.id]
    # The same address again is seen by its words, whether anybody has it or not.
    for address in ("Freya@learning.example", "Nobody@learning.example"):
        assert ask(browser, email=address).status_code == 409


def test_the_address_of_somebody_who_helps_already_tells_nothing(
    db: Session, as_person: As, ottoline: Person, hal: Person, cohort: Cohort
) -> None:
    make_helping(db, ottoline, hal, cohort=cohort)
    db.commit()
    browser = as_person(ottoline)
    assert ask(browser, email=hal.email).status_code == 302
    assert letters(db) == []
    assert ask(browser, helper=by_name(hal, cohort)).status_code == 409


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


def test_no_page_of_the_person_tells_a_name_for_an_address_before_the_yes(
    db: Session, as_person: As, ottoline: Person
) -> None:
    friend = make_person(db, name="Freya Friend", email="freya@learning.example")
    browser = as_person(ottoline)
    ask(browser, email="freya@learning.example")
    made = only(db)
    assert post(browser, f"{HERE}/{made.id}/ends").location == HERE
    ask(browser, email="freya@learning.example")
    newest = db.scalars(select(Helping).order_by(Helping.id.desc()).limit(1)).one()
    his = as_person(friend)
    assert post(his, f"/help/{newest.id}/answers", {"answer": "no"}).location == HERE
    browser = as_person(ottoline)
    for page in (HERE, "/account/record", "/home"):
        assert "Freya Friend" not in browser.get(page).text, page
