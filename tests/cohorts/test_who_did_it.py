"""Those who look after a cohort read on its pages who did what, and when."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.actions.departure import leave, withdraw
from app.cohorts.actions.rosters import apply_roster, keep_roster
from app.cohorts.models import Cohort
from app.gatherings.actions.cancel import cancel_session
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.cohorts.kept import place_of
from tests.conftest import As
from tests.make.cohorts import make_facilitator, make_member, make_word
from tests.make.gatherings import make_gathering
from tests.progress.reading import words_of

TODAY = "on Wednesday 20 January 2027"


@pytest.fixture
def farah(db: Session, cohort: Cohort) -> Person:
    """Who runs it."""
    return make_facilitator(db, cohort)


def test_the_page_of_a_person_says_who_added_them_and_who_entered_the_answer(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    person = make_member(db, cohort, state="invited")
    place_of(db, person).added_by_id = farah.id
    browser = as_person(farah)
    here = f"/cohorts/riverside/people/{person.id}"
    post(browser, f"{here}/answers", {"answer": "yes"})
    words = words_of(browser, here)
    assert f"Added by Farah Facilitator {TODAY}" in words
    assert "A facilitator entered the answer. It was Farah Facilitator." in words


def test_it_says_who_took_somebody_out_or_off_the_list(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    out, off = make_member(db, cohort), make_member(db, cohort, state="invited")
    leave(db, farah, cohort_id=cohort.id, person_id=out.id, now=NOON)
    withdraw(db, farah, cohort_id=cohort.id, person_id=off.id, now=NOON)
    browser = as_person(farah)
    for person, said in ((out, "Taken out by"), (off, "Taken off the list by")):
        words = words_of(browser, f"/cohorts/riverside/people/{person.id}")
        assert f"{said} Farah Facilitator {TODAY}" in words


def test_a_word_and_a_cohort_say_who_made_them(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    key = make_word(db, cohort, word="bcdfghjk", asks_first=False)
    key.made_by_id = cohort.opened_by_id = farah.id
    browser = as_person(farah)
    words = words_of(browser, f"/cohorts/riverside/join-keys/{key.id}")
    assert f"Made by Farah Facilitator {TODAY}" in words
    settings = words_of(browser, "/cohorts/riverside/settings")
    assert f"This cohort was opened by Farah Facilitator {TODAY}." in settings


def test_a_list_of_people_says_who_sent_it_and_who_said_yes(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    other = make_facilitator(db, cohort, name="Omar Other")
    file = keep_roster(
        *(db, farah),
        name="list.csv",
        content=b"Name,E-mail\nBen Cole,ben@learning.example\n",
        cohort_id=cohort.id,
        standing="pcn_staff",
        now=NOON,
    )
    apply_roster(db, other, cohort_id=cohort.id, roster_id=file.id, again=False, now=NOON)
    words = words_of(as_person(farah), f"/cohorts/riverside/people/files/{file.id}")
    assert "12pm (UK time), by Farah Facilitator Said yes to on Wednesday" in words
    assert "12pm (UK time), by Omar Other" in words


def test_a_session_says_to_those_who_look_after_it_who_planned_it_and_called_it_off(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    session = make_gathering(db, cohort)
    session.planned_by_id = farah.id
    member = make_member(db, cohort)
    cancel_session(db, farah, gathering_id=session.id, now=NOON)
    here = f"/sessions/{session.id}"
    words = words_of(as_person(farah), here)
    assert f"Planned by Farah Facilitator {TODAY}." in words
    assert f"Called off by Farah Facilitator {TODAY}." in words
    assert "Planned by" not in words_of(as_person(member), here)
