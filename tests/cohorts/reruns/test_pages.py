"""The pages that run a cohort again, without scripts."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.times import say_moment
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import As
from tests.make.cohorts import make_member
from tests.make.gatherings import make_gathering, make_role
from tests.make.people import make_person
from tests.make.progress import make_edition, make_module
from tests.make.reruns import LONDON, Old, sessions_in

FIELD = re.compile(r'name="((?:day|clock|title|source)-\d+)"[^>]*value="([^"]*)"')
NEW = "/cohorts/riverside/reruns"


def sent_by(page: str) -> dict[str, object]:
    """All that the list of new days would send."""
    fields: dict[str, object] = dict(hidden_fields(page))
    fields |= {name: unescape(value) for name, value in FIELD.findall(page)}
    fields |= dict.fromkeys(re.findall(r'name="(task-\d+)" [^>]*checked', page), "yes")
    del fields["csrf_token"]
    return fields


def test_a_lead_sees_old_and_new_days_side_by_side_and_opens_the_cohort(
    db: Session, old: Old, as_person: As
) -> None:
    browser = as_person(old.lead)
    assert NEW in browser.get("/cohorts/riverside/").text
    page = browser.get(NEW).text
    assert 'value="2027-03-01"' in page
    first: dict[str, object] = {
        "name": "Riverside, autumn",
        # A Wednesday, so that sessions go on to the Tuesday after it.
        "starts_on": "2027-09-01",
        "edition": hidden_fields(page)["edition"],
        "runners": "y",
    }
    page = post(browser, f"{NEW}/previews", first).text
    for words in (
        "is Monday 1 February 2027 and will be Wednesday 1 September 2027",
        "Was: Tuesday 2 February 2027, 10am",
        "Will be: Tuesday 7 September 2027",
    ):
        assert words in page
    assert "Called off" not in page
    fields = {**sent_by(page), "clock-0": "14:00", "out-1": "yes"}
    for _ in range(2):
        answer = post(browser, NEW, fields)
        assert answer.headers["Location"] == "/cohorts/riverside-autumn/facilitators"
    made = db.scalars(select(Cohort).where(Cohort.slug == "riverside-autumn")).one()
    assert [say_moment(one.starts_at, LONDON) for one in sessions_in(db, made)] == [
        "Tuesday 7 September 2027, 2pm (UK time)",
        "Tuesday 2 November 2027, 10am (UK time)",
    ]
    assert "Farah Facilitator" in browser.get("/cohorts/riverside-autumn/facilitators").text


def test_days_that_have_passed_are_shown_and_can_be_changed(
    db: Session, old: Old, as_person: As
) -> None:
    browser = as_person(old.lead)
    first: dict[str, object] = {
        "name": "Riverside, before",
        "starts_on": "2026-12-28",
        "edition": old.edition.key,
    }
    page = post(browser, f"{NEW}/previews", first).text
    assert "This time has passed" in page
    assert "1 session needs another day or time" in page
    fields = sent_by(page)
    answer = post(browser, NEW, fields)
    assert answer.status_code == 422
    assert "Module title 1: This time has passed" in answer.text
    assert "Was: Tuesday 2 February 2027, 10am" in answer.text
    assert post(browser, NEW, {**fields, "day-0": "2027-01-26"}).status_code == 302


def test_a_newer_edition_is_offered_and_a_module_it_lost_is_told(
    db: Session, old: Old, as_person: As
) -> None:
    newer = make_edition(db)
    newer.title = "The course, made shorter"
    newer.key = "zz-newest"
    make_module(db, newer.id, 1)
    browser = as_person(old.lead)
    page = browser.get(NEW).text
    assert "The course (as before)" in page
    assert "The course, made shorter (the newest)" in page
    first = {"name": "Again", "starts_on": "2027-09-06", "edition": "zz-newest"}
    page = post(browser, f"{NEW}/previews", dict(first)).text
    assert page.count("Its module is not in this edition") == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "Write a name for the cohort"),
        ({"starts_on": "soon"}, "Choose a day, or write it like"),
        ({"edition": "nowhere"}, "Not a valid choice"),
    ],
)
def test_a_rerun_with_a_fault_comes_back_with_what_was_written(
    db: Session, old: Old, as_person: As, change: dict[str, str], words: str
) -> None:
    browser = as_person(old.lead)
    first = {"name": "Once & again", "starts_on": "2027-09-06", "edition": old.edition.key}
    for address in (f"{NEW}/previews", NEW):
        answer = post(browser, address, {**first, **change})
        assert answer.status_code == 422
        assert words in answer.text


def test_a_first_day_far_away_is_refused(db: Session, old: Old, as_person: As) -> None:
    browser = as_person(old.lead)
    first = {"name": "Again", "starts_on": "9999-12-31", "edition": old.edition.key}
    assert post(browser, f"{NEW}/previews", dict(first)).status_code in (200, 422)
    answer = post(browser, NEW, dict(first))
    assert answer.status_code == 422
    assert "within two years" in answer.text


def test_only_a_lead_runs_a_cohort_again(db: Session, old: Old, as_person: As) -> None:
    for person in (old.facilitator, make_member(db, old.cohort), make_person(db)):
        browser = as_person(person)
        assert browser.get(NEW).status_code == 404
        assert post(browser, f"{NEW}/previews", {"name": "Mine"}).status_code == 404
        assert post(browser, NEW, {"name": "Mine"}).status_code == 404


def test_tasks_and_what_runners_do_are_shown_and_each_task_can_be_left(
    db: Session, old: Old, as_person: As
) -> None:
    first, second, third = old.sessions
    first.catch_up, second.catch_up = "Draw a map.", "Ring Amina."
    third.catch_up = f"Read http://learning.example/sessions/{first.id} again."
    third.about = "As at http://learning.example/modules/riverside/module-1/"
    make_role(db, second, person=old.facilitator)
    browser = as_person(old.lead)
    asked = {
        "name": "Again",
        "starts_on": "2027-09-06",
        "edition": old.edition.key,
        "runners": "y",
    }
    page = post(browser, f"{NEW}/previews", dict(asked)).text
    for words in ("Draw a map.", "Ring Amina.", "Comes along: Chair: Farah Facilitator"):
        assert words in page
    assert page.count("stays behind, since it leads to a page of this cohort") == 2
    assert "again." not in page
    fields = sent_by(page)
    del fields["task-1"]
    answer = post(browser, NEW, fields)
    said = browser.get(answer.headers["Location"]).text
    assert "3 sessions, 1 task for people who miss one, 1 role. No people" in said
    made = db.scalars(select(Cohort).where(Cohort.name == "Again")).one()
    sessions = sessions_in(db, made)
    assert [one.catch_up for one in sessions] == ["Draw a map.", "", ""]
    assert [one.about for one in sessions] == ["Bring a question.", "Bring a question.", ""]
    without = post(browser, f"{NEW}/previews", {**asked, "runners": ""}).text
    assert "Comes along: Chair" not in without


def test_a_cohort_with_too_many_sessions_says_so_before_anything_is_made(
    db: Session, old: Old, as_person: As
) -> None:
    for number in range(50):
        make_gathering(db, old.cohort, starts_at=NOON + timedelta(days=100 + number))
    browser = as_person(old.lead)
    first = {"name": "Again", "starts_on": "2027-09-06", "edition": old.edition.key}
    for page in (browser.get(NEW).text, post(browser, f"{NEW}/previews", dict(first)).text):
        assert "Only the first 50 sessions can come along" in page
        assert "This cohort has 53" in page
    assert db.scalars(select(Cohort)).all() == [old.cohort]
