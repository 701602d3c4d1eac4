"""Who asks, reads, answers and takes back; and that nobody learns a name that is not shown."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import DECLINED, INVITED, LEFT
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import post
from tests.conftest import As
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way
from tests.make.suggestions import make_suggestion, suggestions_of
from tests.progress.reading import html_of, words_of

ANSWER = {"state": "thinking", "answer": "We will see."}


def statuses(db: Session, way: Way, as_person: As, person: Person) -> dict[str, int]:
    """What this person gets from every page and form of the room."""
    made = make_suggestion(db, way)
    browser = as_person(person)
    cohort, here = f"/cohorts/{way.cohort.slug}/suggestions", f"/suggestions/{made}"
    box = way.address("welcome", "/suggestions")
    told = {"page": "module-1/welcome", "person": "nobody", "words": "They said so."}
    return {
        "box": browser.get(box).status_code,
        "list": browser.get(cohort).status_code,
        "one": browser.get(here).status_code,
        "entering": browser.get(f"{cohort}/new").status_code,
        "ask": post(browser, box, {"words": "Shorter."}).status_code,
        "enter": post(browser, cohort, dict(told)).status_code,
        "answer": post(browser, f"{here}/answers", dict(ANSWER)).status_code,
        "name": post(browser, f"{here}/name-removals").status_code,
        "withdraw": post(browser, f"{here}/withdrawals").status_code,
    }


@pytest.mark.parametrize("state", [INVITED, DECLINED, LEFT, None])
def test_people_who_are_not_in_the_cohort_find_nothing(
    db: Session, way: Way, as_person: As, state: str | None
) -> None:
    person = make_person(db)
    if state:
        make_seat(db, way.cohort, person, state=state)
    make_way(db, person=person)
    assert set(statuses(db, way, as_person, person).values()) == {404}
    assert [one.answer for one in suggestions_of(db)] == [""]


def test_somebody_in_the_cohort_asks_and_reads_and_leaves_what_is_not_theirs(
    db: Session, way: Way, as_person: As
) -> None:
    other = make_person(db)
    make_seat(db, way.cohort, other)
    found = statuses(db, way, as_person, other)
    allowed = {"box": 200, "list": 200, "one": 200, "ask": 302}
    assert found == dict.fromkeys(found, 404) | allowed


def test_the_author_takes_back_what_is_theirs(db: Session, way: Way, as_person: As) -> None:
    found = statuses(db, way, as_person, way.person)
    assert {name for name, status in found.items() if status == 404} == {
        "entering",
        "enter",
        "answer",
    }


def test_a_facilitator_answers_and_types_in_but_does_not_take_back_for_others(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    found = statuses(db, way, as_person, helper)
    assert {name for name, status in found.items() if status == 404} == {"name", "withdraw"}


def test_a_programme_lead_reads_and_answers(db: Session, way: Way, as_person: As) -> None:
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    found = statuses(db, way, as_person, lead)
    assert {name for name, status in found.items() if status != 404} == {"list", "one", "answer"}


def test_a_suggestion_of_another_cohort_is_answered_by_nobody_here(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    elsewhere = make_suggestion(db, make_way(db))
    browser = as_person(helper)
    assert browser.get(f"/suggestions/{elsewhere}").status_code == 404
    assert post(browser, f"/suggestions/{elsewhere}/answers", dict(ANSWER)).status_code == 404


def test_who_does_not_want_to_be_named_is_named_to_nobody(
    db: Session,
    way: Way,
    helper: Person,
    as_person: As,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    post(as_person(way.person), way.address("welcome", "/suggestions"), {"words": "Quietly."})
    made = suggestions_of(db)[0].id
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    other = make_person(db)
    make_seat(db, way.cohort, other)
    secrets = ("Lina", str(way.person.id), str(way.enrolment.id), way.person.id.hex)
    for person in (other, helper, lead):
        browser = as_person(person)
        for address in (f"/cohorts/{way.cohort.slug}/suggestions", f"/suggestions/{made}"):
            page = html_of(browser, address)
            assert "Quietly." in page
            assert not any(secret in page for secret in secrets)
            assert "This is yours" not in page
    said = capfd.readouterr()
    logged = caplog.text + said.out + said.err
    assert "Quietly." not in logged
    assert "Lina" not in logged


def test_the_author_sees_which_are_theirs(db: Session, way: Way, as_person: As) -> None:
    make_suggestion(db, way, "Mine.")
    other = make_seat(db, way.cohort, make_person(db))
    make_suggestion(db, way, "Not mine.", by=other)
    words = words_of(as_person(way.person), f"/cohorts/{way.cohort.slug}/suggestions")
    assert words.count("This is yours") == 1
    assert words.index("Not mine.") < words.index("This is yours") < words.index("You said Mine.")


def test_a_name_is_shown_to_the_cohort_until_it_is_taken_away_or_the_person_leaves(
    db: Session, way: Way, helper_seat: Enrolment, helper: Person, as_person: As
) -> None:
    here = f"/suggestions/{make_suggestion(db, way, is_named=True)}"
    make_suggestion(db, way, by=helper_seat, is_named=True)
    assert "by Lina Learner" in words_of(as_person(helper), here)
    assert "Take the name away" not in html_of(as_person(helper), here)
    own = as_person(way.person)
    assert "Take the name away" in html_of(own, here)
    post(own, f"{here}/name-removals")
    assert "Lina" not in words_of(as_person(helper), here)
    helper_seat.state = LEFT
    page = words_of(as_person(way.person), f"/cohorts/{way.cohort.slug}/suggestions")
    assert "Farah" not in page
