"""Typing in for somebody what they did on paper: what is kept, and what each side sees."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.cohorts.rules import INVITED, LEFT
from app.kit.db import new_id
from app.kit.times import start_of
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.complete import mark_step_done
from app.progress.models import Answer
from app.progress.rules import PHONE
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.progress.reading import html_of, row_of, tries_of, words_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from app.people.models import Person
    from tests.conftest import SignIn
from tests.progress.typing_in import BOTH, FEEDBACK, MIDNIGHT, entries, form, paper


def test_a_step_done_on_paper_says_how_who_entered_it_and_when_it_was_done(
    db: Session, client: FlaskClient, sign_in: SignIn, clock: StoppedClock, way: Way, farah: Person
) -> None:
    clock.move(days=3)
    sign_in(client, farah)
    button = "Done on paper on Thursday 21 January 2027"
    assert button in words_of(client, paper(way, "/module-1?on=2027-01-21&how=paper"))
    key = new_id()
    sent = form(on="2027-01-21", request_key=str(key))
    answer = post(client, paper(way, "/module-1/welcome/completions"), sent)
    assert answer.headers["Location"] == paper(
        way, "/module-1?on=2027-01-21&how=paper#step-welcome"
    )
    row = row_of(db, way, "welcome")
    assert row is not None
    assert (row.done_at, row.done_by_rule) == (
        start_of(date(2027, 1, 21), "Europe/London"),
        "marked",
    )
    assert row.entered_by_id == farah.id
    entry = {"key": str(key), "by": str(farah.id), "how": "paper", "on": "2027-01-21"}
    assert row.evidence == {
        "said": "done",
        "entries": [{**entry, "at": clock.moment.isoformat()}],
    }
    said = (
        "Typed in Farah Facilitator entered this on Saturday 23 January 2027:"
        " done on paper on Thursday 21 January 2027."
    )
    words = words_of(client, paper(way, "/module-1"))
    assert said in words
    assert "1 step is typed in." in words_of(client, paper(way))


def test_the_person_sees_on_the_step_who_entered_it_and_when(
    client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    sign_in(client, farah)
    told = "Done on Wednesday 20 January 2027, as told"
    assert told in words_of(client, paper(way, "/module-1?how=phone"))
    post(client, paper(way, "/module-1/welcome/completions"), form(how=PHONE))
    words = words_of(sign_in(client, way.person), way.address("welcome"))
    assert "Done on Wednesday 20 January 2027" in words
    said = (
        "Farah Facilitator entered this for you on Wednesday 20 January 2027:"
        " done on Wednesday 20 January 2027, as told by phone or in person."
    )
    assert said in words
    assert words_of(client, way.address("story")).count("entered") == 0


def test_ticks_on_paper_are_tries_and_the_course_answers_each_of_them_without_a_score(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    sign_in(client, farah)
    words = words_of(client, paper(way, "/module-1"))
    assert "1. Which comes first? A Listening B Fixing No tick on the paper" in words
    assert not any(said in words for said in FEEDBACK.values())
    answer = post(client, paper(way, "/module-1/check/answers"), form(**BOTH))
    replies = paper(way, "/module-1/check/replies")
    assert answer.headers["Location"].split("?")[0] == replies
    assert tries_of(db, way) == [("first", "fix", False), ("second", "all", True)]
    assert set(db.scalars(select(Answer.entered_by_id))) == {farah.id}
    row = row_of(db, way, "check")
    assert row is not None
    assert (row.done_at, row.done_by_rule, row.entered_by_id) == (MIDNIGHT, "answered", farah.id)
    assert row.evidence is not None
    assert row.evidence["questions"] == ["first", "second"]
    assert [one["how"] for one in row.evidence["entries"]] == ["paper"]
    words = words_of(client, replies)
    assert "Read this to Amina Example" in words
    assert "Amina Example ticked B : Fixing Fixing can wait a bit." in words
    assert "Amina Example ticked A : All of us Yes, together." in words
    assert FEEDBACK["listen"] not in words
    assert FEEDBACK["one"] not in words
    assert not any(word in words.lower() for word in ("right", "wrong", "1 of 2", "good answer"))


def test_a_question_left_empty_is_no_try_and_the_check_is_done_with_the_last_one(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    sign_in(client, farah)
    first = form(**{"answer-first": "fix", "answer-second": ""})
    post(client, paper(way, "/module-1/check/answers"), first)
    half = row_of(db, way, "check")
    assert half is not None
    assert half.done_at is None
    mine = Chosen({"second": "one"}, "second", new_id())
    save_answers(db, way.person, at=way.at("check"), chosen=mine, now=NOON)
    done = row_of(db, way, "check")
    assert done is not None
    assert (done.done_at, done.entered_by_id) == (NOON, None)
    assert len(entries(db, way, "check")) == 1
    words = words_of(sign_in(client, way.person), way.address("check"))
    assert "Farah Facilitator entered this for you" in words


def test_what_somebody_did_themselves_stays_theirs_when_it_is_typed_in_too(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person, clock: StoppedClock
) -> None:
    mark_step_done(db, way.person, at=way.at("story"), now=NOON)
    db.commit()
    clock.move(days=1)
    post(sign_in(client, farah), paper(way, "/module-1/story/completions"), form())
    row = row_of(db, way, "story")
    assert row is not None
    assert (row.done_at, row.entered_by_id, row.seen_at) == (NOON, None, NOON)
    assert row.evidence is not None
    assert row.evidence["said"] == "done"
    assert len(entries(db, way, "story")) == 1
    words = words_of(sign_in(client, way.person), way.address("story"))
    assert "Farah Facilitator entered this for you" in words
    assert "Done on Wednesday 20 January 2027." in words


def test_a_stack_of_papers_goes_on_to_the_next_person_with_the_module_and_the_day(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    next_one = make_person(db, name="bela Example")
    make_seat(db, way.cohort, next_one)
    for name, state in (("Azra Left", LEFT), ("Aziz Invited", INVITED)):
        make_seat(db, way.cohort, make_person(db, name=name), state=state)
    db.commit()
    sign_in(client, farah)
    page = html_of(client, paper(way, "/module-1?on=2027-01-20&how=phone"))
    assert "Next person: bela Example" in page
    href = paper(way, "/module-1?on=2027-01-20&amp;how=phone", next_one)
    assert f'href="{href}"' in page
    last = words_of(client, paper(way, "/module-2", next_one))
    assert "bela Example is the last on the list. Go to all the people" in last
    post(client, paper(way, "/module-1/check/answers"), form(**BOTH))
    assert "Next person: bela Example" in html_of(client, paper(way, "/module-1/check/replies"))
