"""The page that changes a session, and who may open the pages around it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.gatherings.changing import letters, now_in
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import enrolment_of, make_gathering, make_reply, make_role, make_series
from tests.make.people import make_person
from tests.make.progress import make_way

START = NOON + timedelta(days=10)
FORM: dict[str, object] = {
    "title": "First meeting",
    "day": "2027-01-30",
    "clock": "12:00",
    "minutes": "60",
    "how": "online",
    "link": "https://meet.example/room",
    "sequence": "0",
}


def test_a_facilitator_changes_a_session_and_sees_that_people_are_told(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    farah = make_facilitator(db, cohort)
    gathering = make_gathering(db, cohort, starts_at=START)
    browser = as_person(farah)
    here = f"/sessions/{gathering.id}"
    assert f"{here}/changes" in browser.get(here).text
    page = browser.get(f"{here}/changes").text
    assert hidden_fields(page)["sequence"] == "0"
    for words in ('value="First meeting"', 'value="2027-01-30"', 'value="12:00', 'value="60"'):
        assert words in page
    fields = {**FORM, "clock": "14:00", "offers": ["step_free", "captions"], "capacity": "12"}
    answer = post(browser, f"{here}/changes", fields)
    assert answer.headers["Location"] == here
    page = browser.get(here).text
    for words in (
        "Everybody in the cohort gets one letter about it",
        "Saturday 30 January 2027, 2pm to 3pm (UK time)",
        "Step-free way in<br>Captions on the screen",
        "12 of 12 places are free",
        "That the session has changed",
    ):
        assert words in page
    page = browser.get(f"{here}/changes").text
    assert page.count(" checked") == 3
    assert 'value="12"' in page
    post(browser, f"{here}/changes", {**fields, "sequence": "1", "title": "Our first meeting"})
    assert "Nobody needs a letter about this" in browser.get(here).text
    post(browser, f"{here}/changes", {**fields, "sequence": "2", "title": "Our first meeting"})
    assert "Nothing was changed" in browser.get(here).text
    assert len(letters(db, farah, "moved")) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "Write a title"),
        ({"day": "2027-01-19"}, "This time has passed"),
        ({"minutes": "an hour"}, "from 10 to 480 minutes"),
        ({"capacity": "0"}, "from 1 to 9999"),
        ({"capacity": "many"}, "from 1 to 9999"),
        ({"more_access": "x" * 301}, "at most 300 characters"),
        ({"phone": "ring me"}, "Write a phone number"),
    ],
)
def test_a_change_with_a_fault_comes_back_with_what_was_written(
    db: Session, cohort: Cohort, as_person: As, change: dict[str, object], words: str
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    browser = as_person(make_facilitator(db, cohort))
    fields = {**FORM, "about": "We cook and talk.", **change}
    answer = post(browser, f"/sessions/{gathering.id}/changes", fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert "We cook and talk." in answer.text
    assert now_in(db, gathering).sequence == 0


def test_a_form_that_is_too_old_comes_back_with_what_the_other_changed_and_what_was_written(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    bo = make_facilitator(db, cohort, name="Bo Facilitator")
    here = f"/sessions/{gathering.id}/changes"
    post(as_person(bo), here, {**FORM, "place": "The library"})
    browser = as_person(make_facilitator(db, cohort))
    mine = {**FORM, "about": "We cook and talk."}
    answer = post(browser, here, mine)
    assert answer.status_code == 409
    for words in (
        "What Bo Facilitator changed",
        "It is now: The library",
        "We cook and talk.",
        "while you were writing",
    ):
        assert words in answer.text
    again = post(browser, here, {**mine, "sequence": hidden_fields(answer.text)["sequence"]})
    assert again.status_code == 302
    assert (now_in(db, gathering).about, gathering.place) == ("We cook and talk.", "")
    strange = post(browser, here, {**mine, "title": "Mine", "sequence": "x"})
    assert strange.status_code == 409


def test_what_two_people_changed_at_once_stands_together_in_the_form(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    gathering.about, gathering.access = "We talk.\nWe walk.", "Hearing loop\nParking"
    bo = make_facilitator(db, cohort, name="Bo Facilitator")
    here = f"/sessions/{gathering.id}/changes"
    old = {**FORM, "about": "We talk.\r\nWe walk.", "offers": ["hearing_loop"]}
    old["more_access"] = "Parking"
    theirs: dict[str, object] = {"place": "The library", "minutes": "90", "capacity": "12"}
    theirs |= {"offers": ["captions", "hearing_loop"], "about": "We sing.", "title": "Theirs"}
    assert post(as_person(bo), here, {**old, **theirs}).status_code == 302
    browser = as_person(make_facilitator(db, cohort))
    page = post(browser, here, {**old, "title": "Mine", "more_access": "Parking\r\nTea"}).text
    assert "Where you changed the same thing, yours stands there" in page
    for words in (
        'value="The library"',
        'value="90"',
        'value="12"',
        'value="Mine"',
        'value="captions" checked',
        'value="hearing_loop" checked',
        "We sing.</textarea>",
        "Parking\r\nTea</textarea>",
    ):
        assert words in page, words
    assert 'value="Theirs"' not in page


def test_a_module_of_another_edition_stays_when_something_else_changes(
    db: Session, as_person: As
) -> None:
    way, other = make_way(db), make_way(db)
    gathering = make_gathering(db, way.cohort, starts_at=START, module_id=other.modules[0].id)
    browser = as_person(make_facilitator(db, way.cohort))
    here = f"/sessions/{gathering.id}/changes"
    page = browser.get(here).text
    assert " selected>" in page
    chosen = page.split(" selected>")[0].rsplit('value="', 1)[1].split('"')[0]
    post(browser, here, {**FORM, "title": "Another title", "module": chosen})
    assert now_in(db, gathering).title == "Another title"
    assert gathering.module_id == other.modules[0].id


@pytest.mark.parametrize("page", ["changes", "moves", "cancellations", "roles", "replies"])
def test_only_facilitators_of_the_cohort_change_a_session_and_see_what_people_need(
    db: Session, cohort: Cohort, as_person: As, page: str
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    member = make_member(db, cohort)
    make_reply(db, gathering, member, needs="Captions please")
    here = f"/sessions/{gathering.id}/{page}"
    others = (
        make_member(db, cohort),
        make_person(db, roles=["programme_lead"]),
        make_facilitator(db, make_cohort(db)),
    )
    assert as_person(make_facilitator(db, cohort)).get(here).status_code == 200
    for person in others:
        browser = as_person(person)
        assert browser.get(here).status_code == 404
        if page != "replies":
            assert post(browser, here, dict(FORM)).status_code == 404
        one = f"/sessions/{gathering.id}/replies/{enrolment_of(db, gathering, member)}"
        assert browser.get(one).status_code == 404
        assert post(browser, one, {"answer": "sorry"}).status_code == 404
        shown = browser.get(f"/sessions/{gathering.id}")
        assert "Captions please" not in shown.text


def test_somebody_outside_the_cohort_cannot_answer(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    lead = make_person(db, roles=["programme_lead"])
    browser = as_person(lead)
    assert "Are you coming?" not in browser.get(f"/sessions/{gathering.id}").text
    for person in (lead, make_member(db, cohort, state="left")):
        browser = as_person(person)
        sent = post(browser, f"/sessions/{gathering.id}/replies", {"answer": "coming"})
        assert sent.status_code == 404


@pytest.mark.parametrize("number", [3, 60])
def test_the_pages_cost_the_same_however_many_people_or_sessions(
    db: Session, cohort: Cohort, as_person: As, count_statements: CountStatements, number: int
) -> None:
    way = make_way(db)
    sessions = make_series(db, way.cohort, min(number, 40), module_ids=[way.modules[0].id])
    first = sessions[0]
    for _ in range(number):
        make_reply(db, first, make_member(db, way.cohort), needs="Captions")
    make_role(db, first, person=make_member(db, way.cohort))
    farah = make_facilitator(db, way.cohort)
    browser = as_person(make_member(db, way.cohort))
    with count_statements() as statements:
        assert browser.get(f"/sessions/{first.id}").status_code == 200
    assert len(statements) <= 6
    browser = as_person(farah)
    for page, most in (
        ("replies", 5),
        ("roles", 3),
        ("changes", 4),
        ("moves?scope=whole&way=later&far=1&unit=60", 3),
        ("cancellations?scope=whole", 3),
    ):
        with count_statements() as statements:
            assert browser.get(f"/sessions/{first.id}/{page}").status_code == 200
        assert len(statements) <= most, page
