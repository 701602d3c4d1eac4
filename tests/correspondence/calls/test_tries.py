"""Whoever rings notes what came of it, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.remind import plan_reminders
from app.kit.db import new_id
from app.people.models import Person
from app.post.actions.tries import Try, note_try
from app.post.models import ContactTry, Letter
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.correspondence.conftest import (
    THIS_MORNING,
    Send,
    make_letter,
    make_reader,
    wait_for_waiting,
)
from tests.make.gatherings import make_gathering

if TYPE_CHECKING:
    from app.wiring import Platform
from tests.correspondence.calls.ringing import CALLS, fresh, note


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
