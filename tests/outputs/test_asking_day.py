"""Asking authors goes with the day until when they can answer; two weeks are suggested."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.outputs.models import Output
from app.people.models import Person
from tests.clock import NOON
from tests.make.outputs import HERON, Scene
from tests.outputs.pages import send

TODAY = NOON.date()
SUGGESTED = TODAY + timedelta(days=14)


@pytest.fixture
def output(scene: Scene, bea: Person) -> Output:
    """A report whose one author was not asked."""
    scene.offer(bea, HERON)
    return scene.drafted(asks_authors=False)


@pytest.fixture
def here(scene: Scene, output: Output) -> str:
    """Where its facilitators see how far it is."""
    return f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"


def _kept(db: Session, output: Output) -> Output:
    db.expire_all()
    return db.get_one(Output, output.id)


def test_two_weeks_are_suggested_and_any_other_day_can_be_chosen(
    facilitator: FlaskClient, db: Session, output: Output, here: str
) -> None:
    page = facilitator.get(here)
    assert f'value="{SUGGESTED}"' in page.text
    # There is one place for the day, with the question.
    assert f"{here}/last-day" not in page.text
    send(facilitator, page, f"{here}/questions", last_day="2027-02-03")
    kept = _kept(db, output)
    assert kept.asked_authors_at == NOON
    assert str(kept.answers_until) == "2027-02-03"
    assert 'value="2027-02-03"' in facilitator.get(here).text


def test_without_a_day_there_is_no_end(
    facilitator: FlaskClient, db: Session, output: Output, here: str
) -> None:
    send(facilitator, facilitator.get(here), f"{here}/questions", last_day="")
    assert _kept(db, output).answers_until is None
    # None was wanted, so none is suggested any more.
    assert f'value="{SUGGESTED}"' not in facilitator.get(here).text


@pytest.mark.parametrize("day", [str(TODAY - timedelta(days=1)), "2099-01-01", "soon"])
def test_with_a_day_that_cannot_be_nobody_is_asked_and_the_day_stands_there(
    facilitator: FlaskClient, db: Session, output: Output, here: str, day: str
) -> None:
    answer = send(facilitator, facilitator.get(here), f"{here}/questions", last_day=day)
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.text
    kept = _kept(db, output)
    assert (kept.asked_authors_at, kept.answers_until) == (None, None)


def test_a_page_from_before_takes_no_day_back(
    facilitator: FlaskClient, db: Session, output: Output, here: str
) -> None:
    old = facilitator.get(here)
    send(facilitator, old, f"{here}/questions", last_day=SUGGESTED)
    page = facilitator.get(here)
    send(facilitator, page, f"{here}/last-day", last_day="2027-02-03")
    send(facilitator, old, f"{here}/questions", last_day=SUGGESTED)
    assert str(_kept(db, output).answers_until) == "2027-02-03"


def test_while_people_have_time_left_the_page_says_so_and_offers_no_edition(
    scene: Scene, facilitator: FlaskClient, bea: Person, output: Output, here: str
) -> None:
    send(facilitator, facilitator.get(here), f"{here}/questions", last_day=SUGGESTED)
    told = " ".join(facilitator.get(here).text.split())
    assert "1 person has not answered, and they have until the end of" in told
    assert "Make the edition" not in told
    scene.say(output, bea)
    assert "Make the edition" in facilitator.get(here).text
