"""Catching up on the page of a session: what people see, and what is noted for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import CatchUp, Gathering
from app.gatherings.rules.catch_up import site_of
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.gatherings.away import note, seat
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person


@pytest.mark.parametrize("how", ["missed", "apologies", None])
def test_whoever_was_not_there_sees_what_to_do_and_says_how_far_they_are(
    db: Session, gathering: Gathering, cohort: Cohort, as_person: As, how: str | None
) -> None:
    person = make_member(db, cohort)
    if how:
        note(db, gathering, person, how)
    browser = as_person(person)
    here = f"/sessions/{gathering.id}"
    page = browser.get(here).text
    for words in (
        "If you could not be there",
        "Then write down one thing that surprised you.",
        "Open the recording on video.example",
        'rel="noreferrer"',
    ):
        assert words in page
    for state, words in (
        ("done", "You have done this"),
        ("not_needed", "You do not need this"),
        ("open", "I have done this"),
    ):
        answer = post(browser, f"{here}/catch-up/own", {"state": state})
        assert answer.headers["Location"] == f"{here}#catch-up"
        assert words in browser.get(here).text
    (kept,) = db.scalars(select(CatchUp))
    assert (kept.state, kept.changed_by_id) == ("open", person.id)
    assert post(browser, f"{here}/catch-up/own", {"state": "late"}).status_code == 422


@pytest.mark.parametrize("how", ["in_person", "online", "phone"])
def test_whoever_was_there_finds_the_recording_and_no_task(
    db: Session, gathering: Gathering, cohort: Cohort, as_person: As, how: str
) -> None:
    person = make_member(db, cohort)
    note(db, gathering, person, how)
    page = as_person(person).get(f"/sessions/{gathering.id}").text
    assert "Open the recording on video.example" in page
    assert "surprised you" not in page
    assert "I have done this" not in page


def test_what_is_written_down_before_a_session_shows_only_from_its_start(
    db: Session, gathering: Gathering, cohort: Cohort, as_person: As, clock: StoppedClock
) -> None:
    gathering.transcript = "We spoke about gardens."
    gathering.starts_at, gathering.ends_at = NOON + timedelta(days=1), NOON + timedelta(days=2)
    person = make_member(db, cohort)
    browser = as_person(person)
    here = f"/sessions/{gathering.id}"
    for words in ("surprised you", "video.example", "Read what was said"):
        assert words not in browser.get(here).text
    assert browser.get(f"{here}/transcript").status_code == 404
    clock.move(days=1)
    for words in ("surprised you", "video.example", "Read what was said"):
        assert words in browser.get(here).text
    assert "We spoke about gardens." in browser.get(f"{here}/transcript").text


def test_a_transcript_is_a_text_of_its_own_page_or_the_address_of_one(
    db: Session, gathering: Gathering, cohort: Cohort, facilitator: Person, as_person: As
) -> None:
    browser = as_person(facilitator)
    here = f"/sessions/{gathering.id}"
    post(browser, f"{here}/catch-up", {"transcript": "<b>One</b>\r\n\r\ntwo"})
    page = browser.get(f"{here}/transcript").text
    assert "&lt;b&gt;One&lt;/b&gt;" in page
    assert "Please do not pass it on." in page
    address = "https://words.example/session"
    post(browser, f"{here}/catch-up", {"transcript": address})
    assert f'href="{address}" rel="noreferrer">Read what was said, on words.example' in (
        browser.get(here).text
    )
    assert browser.get(f"{here}/transcript").status_code == 404
    stranger = make_member(db, make_cohort(db))
    assert as_person(stranger).get(f"{here}/transcript").status_code == 404
    assert cohort.id == gathering.cohort_id


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.video.example/a", "video.example"),
        ("http://video.example:8443/a", "video.example"),
        ("javascript:alert(1)", ""),
        ("We met at https://video.example", ""),
        ("https://video.example and more", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_only_a_whole_address_names_a_site(address: str, site: str) -> None:
    assert site_of(address) == site


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"recording": "javascript:alert(1)"}, "Write a whole web address"),
        ({"recording": "https://" + "x" * 600}, "Write a whole web address"),
        ({"transcript": "x" * 200_001}, "Use at most 200,000 characters"),
        ({"task": "x" * 2_001}, "Use at most 2,000 characters for what to do"),
    ],
)
def test_a_refused_form_comes_back_with_what_was_written(
    gathering: Gathering, facilitator: Person, as_person: As, fields: dict[str, str], words: str
) -> None:
    browser = as_person(facilitator)
    given = {"recording": "https://a.example/", "task": "Keep this.", "transcript": "And this."}
    answer = post(browser, f"/sessions/{gathering.id}/catch-up", {**given, **fields})
    assert answer.status_code == 422
    assert words in answer.text
    kept = [given[name] for name in given if name not in fields]
    assert all(text in answer.text for text in kept)


def test_a_facilitator_marks_it_for_somebody_and_the_record_says_so(
    db: Session, gathering: Gathering, cohort: Cohort, facilitator: Person, as_person: As
) -> None:
    ben, cy = (make_member(db, cohort, name=name) for name in ("Ben Cole", "Cy Dean"))
    there = make_member(db, cohort, name="Dot Ely")
    note(db, gathering, there, "in_person")
    browser = as_person(facilitator)
    here = f"/sessions/{gathering.id}/catch-up"
    page = browser.get(here).text
    assert "0 done, 0 not needed, 2 still to do." in page
    assert "Dot Ely" not in page
    post(browser, f"{here}/people", {"who": seat(db, cy), "state": "done"})
    page = browser.get(here).text
    assert "1 done, 0 not needed, 1 still to do." in page
    assert "Entered by Farah Bell on Wednesday 20 January 2027" in page
    assert page.index("Ben Cole") < page.index("Cy Dean")
    (kept,) = db.scalars(select(CatchUp))
    assert (kept.state, kept.changed_by_id) == ("done", facilitator.id)
    post(as_person(ben), f"{here}/own", {"state": "not_needed"})
    page = as_person(facilitator).get(here).text
    assert "1 done, 1 not needed, 0 still to do." in page
    assert page.count("Entered by") == 1


def test_nobody_else_sees_who_has_done_it_or_marks_it(
    db: Session, gathering: Gathering, cohort: Cohort, as_person: As
) -> None:
    other = make_cohort(db)
    stranger = make_member(db, other)
    member = make_member(db, cohort)
    lead = make_person(db, roles=["programme_lead"])
    mine = seat(db, member)
    here = f"/sessions/{gathering.id}/catch-up"
    for person in (member, lead, stranger, make_facilitator(db, other)):
        browser = as_person(person)
        assert browser.get(here).status_code == 404
        assert post(browser, here, {"task": "Mine"}).status_code == 404
        assert post(browser, f"{here}/people", {"who": mine, "state": "done"}).status_code == 404
        if person is not member:
            assert post(browser, f"{here}/own", {"state": "done"}).status_code == 404
    assert db.scalars(select(CatchUp)).all() == []


def test_people_of_another_cohort_are_not_marked_here(
    db: Session, gathering: Gathering, facilitator: Person, as_person: As
) -> None:
    stranger = make_member(db, make_cohort(db))
    browser = as_person(facilitator)
    address = f"/sessions/{gathering.id}/catch-up/people"
    for who in (seat(db, stranger), "nobody", ""):
        assert post(browser, address, {"who": who, "state": "done"}).status_code == 404
    assert db.scalars(select(CatchUp)).all() == []


def test_the_list_is_paged_and_costs_the_same_for_any_number(
    db: Session,
    gathering: Gathering,
    cohort: Cohort,
    facilitator: Person,
    as_person: As,
    count_statements: CountStatements,
) -> None:
    browser = as_person(facilitator)
    here = f"/sessions/{gathering.id}/catch-up"
    sent = []
    for more in (3, 60):
        for _ in range(more):
            make_member(db, cohort)
        db.commit()
        with count_statements() as statements:
            page = browser.get(here).text
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 5
    assert page.count("<h3") == 50
    assert browser.get(f"{here}?page=2").text.count("<h3") == 13


def test_a_list_of_sessions_does_not_read_their_transcripts(
    db: Session, gathering: Gathering, as_person: As, cohort: Cohort
) -> None:
    gathering.transcript = "We spoke about gardens. " * 1000
    browser = as_person(make_member(db, cohort))
    assert browser.get("/cohorts/riverside/sessions").status_code == 200
    db.expire_all()
    assert "transcript" not in vars(db.get_one(Gathering, gathering.id))
