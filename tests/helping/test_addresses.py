"""Asking by e-mail tells nobody whose an address is."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.helping.models import Helping
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import As, CountStatements
from tests.helping.asking import HERE, ask, by_name, letters, only
from tests.make.cohorts import make_member
from tests.make.helping import make_helping
from tests.make.people import make_person


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


def test_asking_by_name_does_not_tell_whose_an_address_is_that_was_asked_before(
    db: Session, as_person: As, ottoline: Person, hal: Person, cohort: Cohort
) -> None:
    petra = make_member(db, cohort, name="Petra Example")
    db.commit()
    browser = as_person(ottoline)
    ask(browser, email=hal.email)
    pages = []
    for helper in (petra, hal):
        assert ask(browser, helper=by_name(helper, cohort)).status_code == 302
        pages.append(browser.get(HERE).text.count("has not said yes yet"))
    assert pages == [2, 3]
    # He is asked once, by name; what stands beside his address waits for nobody.
    rows = db.execute(select(Helping.email, Helping.helper_id).order_by(Helping.id)).all()
    assert [tuple(row) for row in rows] == [(hal.email, None), ("", petra.id), ("", hal.id)]
    newest = db.scalars(select(Helping).where(Helping.helper_id == hal.id)).one()
    assert [state for whose, _, state in letters(db) if whose == hal.id] == ["lapsed", "due"]
    assert post(as_person(hal), f"/help/{newest.id}/answers", {"answer": "yes"}).status_code == 302
    # Since his yes his name is known, however he was asked.
    db.execute(delete(Helping))
    make_helping(db, ottoline, hal).email = str(hal.email)
    db.commit()
    assert ask(as_person(ottoline), helper=by_name(hal, cohort)).status_code == 409


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
