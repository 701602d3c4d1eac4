"""The call and post list: people by phone and on paper hear what everybody hears."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.remind import plan_reminders
from app.kit.db import new_id
from app.people.models import Person
from app.post.actions.recheck import recheck_lists
from app.post.actions.tries import Try, note_try
from app.post.models import ContactTry, Letter
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements
from tests.correspondence.conftest import (
    THIS_MORNING,
    As,
    Send,
    make_letter,
    make_reader,
    wait_for_waiting,
)
from tests.make.cohorts import make_cohort, make_member
from tests.make.gatherings import make_gathering

if TYPE_CHECKING:
    from app.wiring import Platform

CALLS = "/cohorts/riverside/calls"


def note(
    browser: FlaskClient, letters: list[Letter], outcome: str, key: str = "", **fields: str
) -> str:
    """Press a button of the list, and say where it leads."""
    found = hidden_fields(browser.get(CALLS).text)
    answer = post(
        browser,
        CALLS,
        {
            "request_key": key or found["request_key"],
            "person": str(letters[0].person_id),
            "letter": [str(letter.id) for letter in letters],
            "outcome": outcome,
            **fields,
        },
    )
    return answer.headers.get("Location", "")


def fresh(db: Session, letter: Letter) -> Letter:
    """The letter as it stands now."""
    db.commit()
    db.refresh(letter)
    return letter


def test_the_list_says_whom_to_ring_with_what_and_since_when(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    make_letter(db, cohort, make_reader(db, cohort))
    browser = as_person(farah)
    page = browser.get(CALLS).text
    for words in (
        "Pat Paper",
        'href="tel:+447700900123"',
        "A note for you",
        "Hello, see you on Thursday.",
        "waits since Wednesday 20 January 2027",
    ):
        assert words in page
    assert "News to bring by phone or post: 1 person" in browser.get("/cohorts/riverside/").text


def test_somebody_who_was_told_leaves_the_list_and_the_record_says_who_told_them(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    letter = make_letter(db, cohort, make_reader(db, cohort))
    browser = as_person(farah)
    assert note(browser, [letter], "done", note="Glad to hear it") == CALLS
    assert (fresh(db, letter).state, letter.sent_at) == ("sent", NOON)
    tried = db.scalars(select(ContactTry)).one()
    assert (tried.outcome, tried.note, tried.tried_by_id) == ("done", "Glad to hear it", farah.id)
    assert "Nobody is waiting" in browser.get(CALLS).text


def test_one_call_brings_several_letters(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send
) -> None:
    make_reader(db, cohort)
    make_gathering(db, cohort, title="Thursday", starts_at=NOON + timedelta(hours=20))
    make_gathering(db, cohort, title="Friday", starts_at=NOON + timedelta(hours=23))
    db.flush()
    plan_reminders(db, now=THIS_MORNING)
    send()
    letters = list(db.scalars(select(Letter).where(Letter.state == "listed")))
    assert len(letters) == 2
    browser = as_person(farah)
    assert browser.get(CALLS).text.count('class="dlp-panel dlp-call"') == 1
    note(browser, letters, "done")
    assert {fresh(db, letter).state for letter in letters} == {"sent"}


def test_a_double_click_is_one_try(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    letter = make_letter(db, cohort, make_reader(db, cohort))
    browser = as_person(farah)
    key = hidden_fields(browser.get(CALLS).text)["request_key"]
    for _ in range(2):
        note(browser, [letter], "no_answer", key)
    assert len(list(db.scalars(select(ContactTry)))) == 1
    note(browser, [letter], "no_answer")
    assert len(list(db.scalars(select(ContactTry)))) == 2


def test_a_double_click_says_both_times_that_it_was_saved(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    letter = make_letter(db, cohort, make_reader(db, cohort))
    browser = as_person(farah)
    found = hidden_fields(browser.get(CALLS).text)
    fields = {**found, "letter": str(letter.id), "outcome": "done"}
    for _ in range(2):
        page = browser.post(CALLS, data=fields, follow_redirects=True).text
        assert "Saved: they have it." in page


def test_two_clicks_at_the_same_moment_are_one_try(
    db: Session, cohort: Cohort, farah: Person, platform: Platform
) -> None:
    letter = make_letter(db, cohort, make_reader(db, cohort))
    tried = Try("no_answer", "", new_id())

    def click() -> int:
        with platform.transaction() as other:
            return note_try(
                other,
                platform.office,
                farah_id,
                cohort_id=cohort_id,
                letter_ids=[letter_id],
                tried=tried,
                now=NOON,
            ).letters

    cohort_id, letter_id, farah_id = cohort.id, letter.id, farah.id
    with ThreadPoolExecutor(2) as pool:
        # Somebody else holds the letter, so that both clicks have found no try yet.
        db.execute(select(Letter.id).where(Letter.id == letter_id).with_for_update())
        clicks = [pool.submit(click) for _ in range(2)]
        wait_for_waiting(platform, 2)
        db.commit()
        assert sorted(one.result() for one in clicks) == [0, 1]
    assert len(list(db.scalars(select(ContactTry)))) == 1


def test_of_two_facilitators_one_brings_a_letter(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    letter = make_letter(db, cohort, make_reader(db, cohort))
    other = make_letter(db, cohort, make_reader(db, cohort, name="Cal Caller"))
    browser = as_person(farah)
    note(browser, [letter], "done")
    found = hidden_fields(browser.get(CALLS).text)
    second = {"request_key": found["request_key"], "letter": str(letter.id), "outcome": "no_answer"}
    page = browser.post(CALLS, data={**found, **second}, follow_redirects=True).text
    assert "Somebody has worked on this already" in page
    assert fresh(db, letter).state == "sent"
    assert fresh(db, other).state == "listed"
    assert len(list(db.scalars(select(ContactTry)))) == 1


def test_who_did_not_answer_comes_back_tomorrow_and_the_tries_are_counted(
    db: Session, cohort: Cohort, farah: Person, as_person: As, clock: StoppedClock
) -> None:
    letter = make_letter(db, cohort, make_reader(db, cohort))
    browser = as_person(farah)
    note(browser, [letter], "no_answer", note="Engaged")
    page = browser.get(CALLS).text
    assert "Tomorrow</strong>" in page
    assert "Tried once" in page
    assert "Engaged" in page
    assert "Nothing waits for you" in browser.get("/cohorts/riverside/").text
    clock.move(hours=12)
    assert "Tomorrow</strong>" not in browser.get(CALLS).text
    assert "News to bring by phone or post: 1 person" in browser.get("/cohorts/riverside/").text


def test_a_wrong_number_leads_to_how_the_person_is_reached(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    person = make_reader(db, cohort)
    letter = make_letter(db, cohort, person)
    browser = as_person(farah)
    assert note(browser, [letter], "moved", may_change="yes").endswith(f"{person.id}/contact")
    assert fresh(db, letter).state == "listed"


@pytest.mark.parametrize("looks", ["page", "try", "tick"])
def test_a_session_that_was_called_off_takes_its_reminder_off_the_list(
    db: Session,
    cohort: Cohort,
    farah: Person,
    as_person: As,
    send: Send,
    clock: StoppedClock,
    platform: Platform,
    looks: str,
) -> None:
    make_reader(db, cohort)
    session = make_gathering(db, cohort, starts_at=NOON + timedelta(hours=20))
    plan_reminders(db, now=THIS_MORNING)
    send()
    letter = db.scalars(select(Letter).where(Letter.state == "listed")).one()
    browser = as_person(farah)
    # As if the session were called off without a word to the post.
    session.state = "cancelled"
    db.commit()
    if looks == "page":
        assert "Nobody is waiting" in browser.get(CALLS).text
    elif looks == "try":
        key = str(letter.id)
        fields: dict[str, object] = {"letter": key, "outcome": "done", "request_key": key}
        page = post(browser, CALLS, fields, page="/account/")
        assert page.status_code == 302
        assert "ring again" in browser.get(CALLS).text
    else:
        clock.move(minutes=11)
        assert recheck_lists(db, platform.office, now=clock.now()) == 1
    assert (fresh(db, letter).state, letter.reason) == ("lapsed", "The session was called off.")
    assert list(db.scalars(select(ContactTry))) == []


def test_what_is_on_the_list_says_what_is_so_now(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send
) -> None:
    make_reader(db, cohort)
    session = make_gathering(
        db, cohort, how="in_person", place="Hall", starts_at=NOON + timedelta(hours=20)
    )
    plan_reminders(db, now=THIS_MORNING)
    send()
    session.place = "Library, upstairs"
    assert "Library, upstairs" in as_person(farah).get(CALLS).text


def test_a_reminder_of_a_session_that_has_begun_leaves_the_list(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send, clock: StoppedClock
) -> None:
    make_reader(db, cohort)
    make_gathering(db, cohort, starts_at=NOON + timedelta(hours=1))
    plan_reminders(db, now=THIS_MORNING)
    send()
    clock.move(hours=2)
    assert "Nobody is waiting" in as_person(farah).get(CALLS).text


def test_who_has_left_is_not_rung(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send
) -> None:
    person = make_reader(db, cohort)
    make_gathering(db, cohort, starts_at=NOON + timedelta(hours=20))
    plan_reminders(db, now=THIS_MORNING)
    send()
    seat = db.scalars(select(Enrolment).where(Enrolment.person_id == person.id)).one()
    seat.state = "left"
    assert "Nobody is waiting" in as_person(farah).get(CALLS).text


def test_a_session_that_is_called_off_is_told_by_phone_too(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send
) -> None:
    make_reader(db, cohort)
    session = make_gathering(db, cohort, title="The walk")
    cancel_session(db, farah, gathering_id=session.id, now=NOON)
    send()
    assert "Called off: The walk" in as_person(farah).get(CALLS).text


def test_letters_on_paper_are_printed_with_their_address(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    make_letter(db, cohort, make_reader(db, cohort, channel="post"))
    make_letter(db, cohort, make_reader(db, cohort, name="Cal Caller"))
    page = as_person(farah).get(f"{CALLS}/letters").text
    assert page.count("<article") == 1
    assert "Pat Paper<br>1 High Street<br>Riverside" in page


def test_the_call_list_prints_with_room_to_write(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    make_letter(db, cohort, make_reader(db, cohort))
    page = as_person(farah).get(f"{CALLS}/sheet").text
    assert "Hello, see you on Thursday." in page
    assert "dlp-sheet__line" in page


def test_a_refused_try_keeps_its_note(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    person = make_reader(db, cohort)
    make_letter(db, cohort, person)
    browser = as_person(farah)
    fields = {"person": str(person.id), "note": "They sound well", "outcome": "done"}
    page = post(browser, CALLS, dict(fields), page="/account/")
    assert page.status_code == 422
    assert "Tick what you spoke about" in page.text
    assert 'value="They sound well"' in page.text


def test_a_letter_of_another_cohort_cannot_be_worked_on(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    elsewhere = make_cohort(db, slug="elsewhere")
    letter = make_letter(db, elsewhere, make_reader(db, elsewhere))
    own = make_letter(db, cohort, make_reader(db, cohort, name="Cal Caller"))
    browser = as_person(farah)
    assert "Pat Paper" not in browser.get(CALLS).text
    note(browser, [letter], "done")
    assert fresh(db, letter).state == "listed"
    assert fresh(db, own).state == "listed"
    assert browser.get("/cohorts/elsewhere/calls").status_code == 404


def test_only_those_who_look_after_the_cohort_see_the_list(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    browser = as_person(make_member(db, cohort))
    for address in (CALLS, f"{CALLS}/letters", f"{CALLS}/sheet"):
        assert browser.get(address).status_code == 404
    assert post(browser, CALLS, {"outcome": "done"}).status_code == 404


def test_a_long_list_is_paged_and_costs_the_same_number_of_statements(
    db: Session, cohort: Cohort, farah: Person, as_person: As, count_statements: CountStatements
) -> None:
    browser = as_person(farah)
    counts = []
    for number in (1, 60):
        for place in range(number):
            make_letter(db, cohort, make_reader(db, cohort, name=f"Person {place:02}"))
        with count_statements() as sent:
            page = browser.get(CALLS).text
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert page.count('class="dlp-panel dlp-call"') == 50
    assert "Showing 1 to 50 of 61" in page
