"""The pages that move a series or call it off, after a look."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import As
from tests.gatherings.changing import letters, now_in
from tests.make.cohorts import make_facilitator
from tests.make.gatherings import make_series

START = NOON + timedelta(days=10)


def test_a_series_moves_after_a_look_at_the_old_and_the_new_times(
    db: Session, cohort: Cohort, as_person: As
) -> None:
    farah = make_facilitator(db, cohort)
    sessions = make_series(db, cohort, 3)
    browser = as_person(farah)
    here = f"/sessions/{sessions[0].id}/moves"
    assert "Move several sessions of the series" in browser.get(f"/sessions/{sessions[0].id}").text
    assert "How it would be" not in browser.get(here).text
    page = browser.get(f"{here}?scope=whole&way=later&far=1&unit=60&clock=").text
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
        "far": "1",
        "unit": "60",
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
        ("scope=&way=later&far=1&unit=60", "Choose which sessions you mean"),
        ("scope=whole&way=later&unit=7&far=1", "by how much they move"),
        ("scope=whole&way=later&unit=60&far=", "by how much they move"),
        ("scope=whole&way=later&unit=60&far=0", "by how much they move"),
        ("scope=whole&way=later&unit=60&far=²", "by how much they move"),
        ("scope=whole&way=later&far=10081&unit=1", "to 7 days"),
        ("scope=whole&way=clock&clock=noon", "by how much they move"),
        ("scope=whole&way=earlier&far=7&unit=1440", None),
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
    question = "scope=whole&way=clock&far=&clock=01:30"
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
