"""Where somebody goes on when the next step is not open yet."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.progress.queries import resume_point
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.progress import make_way
from tests.progress.locked.locked_courses import MONDAY, late
from tests.progress.reading import html_of, words_of


def test_a_step_that_needs_another_is_passed_over_until_then(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    way.steps["story"].needs = ["welcome", "act"]
    db.commit()
    sign_in(client, way.person)
    words = words_of(client, way.address("welcome"))
    assert "Next step : Step check" in words
    assert "Previous step : Step welcome" in words_of(client, way.address("check"))
    assert "“Step welcome”, and “Step act”" in words_of(client, way.address())
    answer = post(client, way.address("welcome", "/completions"))
    assert answer.location == way.address("check")
    assert f'href="{way.address("story")}"' not in html_of(client, way.address())
    post(client, way.address("act", "/completions"))
    assert "Previous step : Step story" in words_of(client, way.address("check"))


def test_marking_the_step_that_opens_the_next_leads_straight_to_it(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    way.steps["story"].needs = ["welcome"]
    db.commit()
    sign_in(client, way.person)
    answer = post(client, way.address("welcome", "/completions"))
    assert answer.location == way.address("story")


def test_at_the_end_of_all_that_is_open_it_says_what_opens_next_and_when(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db, modules=2)
    way.steps["act"].opens_days = 5
    way.modules[1].opens_days = 12
    db.commit()
    sign_in(client, way.person)
    post(client, way.address("check", "/answers"), {"answer-first": "fix", "answer-second": "one"})
    for key in ("welcome", "story"):
        post(client, way.address(key, "/completions"))
    assert f"Next: “Step act”. {MONDAY}." in words_of(client, way.address("reflect"))
    answer = post(client, way.address("reflect", "/completions"))
    assert answer.location == way.address()
    words = words_of(client, way.address())
    assert f"You have done all that is open here. Next: “Step act”. {MONDAY}." in words
    home = words_of(client, "/home")
    assert f"Next comes Step act Module 1. {MONDAY}." in home
    assert f'href="{way.address("act")}"' not in html_of(client, "/home")
    point = resume_point(db, [way.enrolment.id], now=NOON)[way.enrolment.id]
    assert point.is_waiting
    assert not point.is_finished
    assert point.step_key == "act"


def test_where_to_carry_on_is_never_a_locked_step(db: Session) -> None:
    way = late(db, modules=3)
    way.modules[1].opens_days = 2
    db.commit()
    mine = way.enrolment.id
    assert resume_point(db, [mine], now=NOON)[mine].module_key == "module-3"
    later = NOON + timedelta(days=2)
    assert resume_point(db, [mine], now=later)[mine].module_key == "module-2"
    way.modules[2].opens_days = 9
    db.commit()
    waiting = resume_point(db, [mine], now=NOON)[mine]
    assert (waiting.module_key, waiting.step_key) == ("module-2", "")
    assert waiting.opens == "Opens on Friday 22 January 2027 (UK time)."
