"""The pages that change, move and call off sessions, and say who comes and who does what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering, GatheringRole, Reply
from app.people.models import Person
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.gatherings.changing import letters
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import enrolment_of, make_gathering, make_reply, make_role, make_series
from tests.make.people import make_person
from tests.make.progress import make_way

As = Callable[[Person], FlaskClient]
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


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    made = make_cohort(db, slug="riverside", name="Riverside neighbours", phone="020 7946 0000")
    db.commit()
    return made


@pytest.fixture
def as_person(db: Session, client: FlaskClient, sign_in: SignIn) -> As:
    """Save what was made, and go on as this person."""

    def enter(person: Person) -> FlaskClient:
        db.commit()
        return sign_in(client, person)

    return enter


def now_in(db: Session, gathering: Gathering) -> Gathering:
    """The session as the pages left it."""
    db.commit()
    db.refresh(gathering)
    return gathering


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
        "There is room for 12 people",
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
    assert post(browser, here, {**mine, "title": "Mine", "sequence": "x"}).status_code == 409


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


def test_a_series_moves_after_a_look_at_the_old_and_the_new_times(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 3)
    browser = as_person(farah)
    here = f"/sessions/{sessions[0].id}/moves"
    assert "Move several sessions of the series" in browser.get(f"/sessions/{sessions[0].id}").text
    assert "How it would be" not in browser.get(here).text
    page = browser.get(f"{here}?scope=whole&way=later&minutes=60&clock=").text
    for words in (
        "Saturday 30 January 2027, 12pm to 1pm",
        "Saturday 30 January 2027, 1pm to 2pm",
        "Move 3 sessions and tell everybody",
    ):
        assert words in page
    fields = {name: value for name, value in hidden_fields(page).items() if name != "csrf_token"}
    yes: dict[str, object] = {
        **fields,
        "scope": "whole",
        "way": "later",
        "minutes": "60",
        "clock": "",
    }
    for _ in range(2):
        assert post(browser, here, dict(yes)).status_code == 302
    assert "3 sessions have a new time" in browser.get("/cohorts/riverside/sessions").text
    assert now_in(db, sessions[2]).starts_at == START + timedelta(days=14, hours=1)
    assert len(letters(db, farah, "series_moved")) == 1
    stale = post(browser, here, {**yes, "request_key": ""})
    assert stale.status_code == 409
    assert "changed since you looked" in stale.text
    assert "Saturday 30 January 2027, 2pm to 3pm" in stale.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("scope=&way=later&minutes=60", "Choose which sessions you mean"),
        ("scope=whole&way=later&minutes=", "by how much they move"),
        ("scope=whole&way=later&minutes=0", "by how much they move"),
        ("scope=whole&way=later&minutes=²", "by how much they move"),
        ("scope=whole&way=later&minutes=10081", "to 7 days"),
        ("scope=whole&way=clock&clock=noon", "by how much they move"),
        ("scope=whole&way=earlier&minutes=10080", None),
    ],
)
def test_a_question_that_is_not_clear_gets_a_sentence(
    db: Session, cohort: Cohort, as_person: As, question: str, words: str | None
) -> None:
    sessions = make_series(db, cohort, 2)
    browser = as_person(make_facilitator(db, cohort))
    answer = browser.get(f"/sessions/{sessions[0].id}/moves?{question}")
    assert answer.status_code == (422 if words else 200)
    assert (words or "How it would be") in answer.text


def test_a_session_that_cannot_move_says_why_and_there_is_no_yes(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    sessions = make_series(db, cohort, 10)
    browser = as_person(make_facilitator(db, cohort))
    question = "scope=whole&way=clock&minutes=&clock=01:30"
    page = browser.get(f"/sessions/{sessions[0].id}/moves?{question}").text
    assert "that time does not exist" not in page
    sessions[8].starts_at += timedelta(days=1)
    sessions[8].ends_at += timedelta(days=1)
    db.commit()
    page = browser.get(f"/sessions/{sessions[0].id}/moves?{question}").text
    assert "It cannot move there" in page
    assert "and tell everybody" not in page


def test_a_series_is_called_off_after_saying_which(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 3)
    browser = as_person(farah)
    here = f"/sessions/{sessions[1].id}/cancellations"
    page = browser.get(here).text
    assert "Which sessions do you mean?" in page
    assert "cannot be taken back" not in page
    page = browser.get(f"{here}?scope=later").text
    assert "Call off 2 sessions?" in page
    assert "Meeting 3, Saturday 13 February 2027, 12pm (UK time)" in page
    fields = {**hidden_fields(page), "scope": "later"}
    assert post(browser, here, dict(fields)).status_code == 302
    assert now_in(db, sessions[2]).state == "cancelled"
    assert now_in(db, sessions[0]).state == "planned"
    assert len(letters(db, farah, "series_cancelled")) == 1
    one = f"/sessions/{sessions[0].id}/cancellations"
    old = {"scope": "whole", "seen": "old"}
    assert post(browser, one, dict(old)).status_code == 409


def test_roles_are_given_and_taken_back_and_shown(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    amina = make_member(db, cohort)
    make_member(db, cohort, email="other@example.org")
    browser = as_person(make_facilitator(db, cohort))
    here = f"/sessions/{gathering.id}/roles"
    assert "Amina Example (other@example.org)" in browser.get(here).text
    post(browser, here, {"role": "chair", "person": str(amina.id), "guest": ""})
    post(browser, here, {"role": "speaker", "person": "", "guest": "Dr Grace Guest"})
    both = post(browser, here, {"role": "panel", "person": str(amina.id), "guest": "Bo"})
    assert both.status_code == 422
    assert 'value="Bo"' in both.text
    assert post(browser, here, {"role": "panel", "person": "", "guest": ""}).status_code == 422
    assert post(browser, here, {"role": "", "person": "", "guest": "Bo"}).status_code == 422
    page = browser.get(here).text
    assert "Dr Grace Guest (guest)" in page
    shown = as_person(amina).get(f"/sessions/{gathering.id}").text
    assert "You are chairing this session." in shown
    assert "Dr Grace Guest" in shown
    assert "You are chairing this session." in as_person(amina).get("/home").text
    browser = as_person(make_facilitator(db, cohort))
    assert "You are chairing" not in browser.get("/home").text
    for role in db.scalars(select(GatheringRole)).all():
        assert post(browser, f"{here}/{role.id}/removals").status_code == 302
    assert "Nobody has a role yet" in browser.get(here).text


def test_a_role_is_not_taken_back_by_a_member(db: Session, cohort: Cohort, as_person: As) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    role = make_role(db, gathering)
    browser = as_person(make_member(db, cohort))
    away = f"/sessions/{gathering.id}/roles/{role.id}/removals"
    assert post(browser, away).status_code == 404
    assert db.scalars(select(GatheringRole.id)).all() == [role.id]


def test_a_participant_says_whether_they_come_and_what_they_need(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    amina = make_member(db, cohort)
    make_facilitator(db, cohort)
    browser = as_person(amina)
    here = f"/sessions/{gathering.id}"
    page = browser.get(here).text
    assert "Are you coming?" in page
    assert "Only the people who run this cohort can read it" in page
    sent = post(browser, f"{here}/replies", {"answer": "coming", "needs": "Captions <please>"})
    assert sent.headers["Location"] == here
    page = browser.get(here).text
    assert "You are coming" in page
    assert "Captions &lt;please&gt;" in page
    assert "Change my answer" in page
    post(browser, f"{here}/replies", {"answer": "sorry", "needs": ""})
    assert "You cannot come" in browser.get(here).text
    refused = post(browser, f"{here}/replies", {"answer": "coming", "needs": "y" * 501})
    assert refused.status_code == 422
    assert "y" * 501 in refused.text
    assert post(browser, f"{here}/replies", {"needs": "Captions"}).status_code == 422


def test_a_full_session_puts_people_in_line_and_says_so(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    gathering.capacity = 1
    make_reply(db, gathering, make_member(db, cohort))
    browser = as_person(make_member(db, cohort))
    here = f"/sessions/{gathering.id}"
    post(browser, f"{here}/replies", {"answer": "coming", "needs": ""})
    page = browser.get(here).text
    assert "You are waiting for a place" in page
    assert "we write to you" in page


def test_a_facilitator_sees_who_comes_and_enters_an_answer_by_phone(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    gathering.capacity = 5
    amina = make_member(db, cohort, email=None)
    browser = as_person(make_facilitator(db, cohort))
    here = f"/sessions/{gathering.id}/replies"
    one = f"{here}/{enrolment_of(db, gathering, amina)}"
    assert one in browser.get(here).text
    assert "What they need to take part" in browser.get(one).text
    refused = post(browser, one, {"answer": "coming", "needs": "z" * 501})
    assert refused.status_code == 422
    assert "z" * 501 in refused.text
    sent = post(browser, one, {"answer": "coming", "needs": "A lift home"})
    assert sent.headers["Location"] == here
    page = browser.get(here).text
    for words in ("coming, of 5 places", "A lift home", "Entered by Farah Facilitator"):
        assert words in page
    assert db.scalars(select(Reply.answer)).all() == ["coming"]
    own = as_person(amina).get(f"/sessions/{gathering.id}").text
    assert "Somebody who runs the cohort entered this for you" in own


def test_nothing_is_asked_once_a_session_has_begun(
    db: Session, cohort: Cohort, as_person: As, clock: StoppedClock
) -> None:
    gathering = make_gathering(db, cohort, starts_at=START)
    browser = as_person(make_facilitator(db, cohort))
    clock.move(days=10)
    here = f"/sessions/{gathering.id}"
    page = browser.get(here).text
    assert "Are you coming?" not in page
    assert "Call this session off" not in page
    assert "Change this session" in page
    assert post(browser, f"{here}/replies", {"answer": "coming", "needs": ""}).status_code == 409
    clock.move(hours=2)
    assert "Change this session" not in browser.get(here).text
    assert browser.get(f"{here}/changes").headers["Location"] == here


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
        ("moves?scope=whole&way=later&minutes=60", 3),
        ("cancellations?scope=whole", 3),
    ):
        with count_statements() as statements:
            assert browser.get(f"/sessions/{first.id}/{page}").status_code == 200
        assert len(statements) <= most, page
