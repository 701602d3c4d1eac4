"""What opens a module: its day, a session, the module before; and what stays open."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.progress.models import SessionEnd
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.progress import make_seat, make_way
from tests.progress.locked.locked_courses import chain, finish, late
from tests.progress.reading import html_of, words_of


def test_a_module_opens_on_its_day_by_itself(
    db: Session, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    way = late(db)
    sign_in(client, way.person)
    clock.move(days=4, hours=11, minutes=59)
    assert client.get(way.address("welcome")).status_code == 403
    clock.move(minutes=1)
    assert "The words of welcome." in html_of(client, way.address("welcome"))


def test_what_was_seen_is_open_for_ever_and_opens_its_module(
    db: Session, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    way = late(db)
    clock.move(days=6)
    sign_in(client, way.person)
    html_of(client, way.address("story"))
    way.modules[0].opens_days = 300
    way.modules[0].opens_after_session = True
    way.steps["act"].opens_days = 400
    db.commit()
    assert "The words of story." in html_of(client, way.address("story"))
    assert "The words of welcome." in html_of(client, way.address("welcome"))
    assert client.get(way.address("act")).status_code == 403


def test_a_session_opens_its_module_when_it_ends(
    db: Session, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    way = make_way(db)
    way.modules[0].opens_after_session = True
    db.commit()
    sign_in(client, way.person)
    assert "Opens after the session on this module; no date yet." in words_of(client, way.address())
    ends = NOON + timedelta(days=1, hours=3)
    db.add(SessionEnd(cohort_id=way.cohort.id, module_key="module-1", ends_at=ends))
    db.commit()
    said = "Opens after the session on this module, on Thursday 21 January 2027 at 3pm (UK time)."
    assert said in words_of(client, way.address())
    clock.move(days=1, hours=3)
    html_of(client, way.address("welcome"))


def test_a_module_opens_when_all_steps_of_the_one_before_are_done(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = chain(db)
    sign_in(client, way.person)
    second = f"/modules/{way.cohort.slug}/module-2/welcome"
    assert "Opens when you have done module 1: Module title 1." in client.get(second).text
    finish(db, way)
    assert client.get(second).status_code == 403
    answers: dict[str, object] = {"answer-first": "fix", "answer-second": "one"}
    post(client, way.address("check", "/answers"), answers)
    words = words_of(client, way.address())
    assert "Go on to module 2: Module title 2" in words
    html_of(client, second)
    assert client.get(f"/modules/{way.cohort.slug}/module-3/welcome").status_code == 403


def test_a_facilitator_finds_everything_open(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = late(db)
    facilitator = make_person(db)
    make_seat(db, way.cohort, facilitator, role=FACILITATOR)
    db.commit()
    sign_in(client, facilitator)
    assert "The words of act." in html_of(client, way.address("act"))
    assert "Not open yet" not in words_of(client, way.address())
