"""Answering, two at once, and taking back."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.kit.errors import Refusal
from app.people.models import Person
from app.suggestions.actions.answer import answer_suggestion
from app.suggestions.actions.take_back import take_back
from app.suggestions.errors import AnsweredMeanwhile, HasAnswer
from app.suggestions.rules import fingerprint
from app.wiring import Platform
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import As
from tests.launch.waiting import LIMIT
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.make.suggestions import make_suggestion, suggestions_of
from tests.progress.parallel import all_at_once
from tests.progress.reading import html_of, words_of

UNSEEN = fingerprint("new", "")


def seen_on(page: str) -> str:
    """What the form of this page says was answered before."""
    return hidden_fields(page.replace("csrf_token", "token", 1))["seen"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("thinking", "We are thinking about it"),
        ("done", "We did it"),
        ("not_now", "Not now, and why"),
    ],
)
def test_an_answer_stands_beside_what_was_said(
    db: Session, way: Way, helper: Person, as_person: As, state: str, words: str
) -> None:
    made = make_suggestion(db, way)
    browser = as_person(helper)
    seen = seen_on(html_of(browser, f"/suggestions/{made}"))
    fields = {"state": state, "answer": "It is <b>on</b> page one now.", "seen": seen}
    answer = post(browser, f"/suggestions/{made}/answers", dict(fields))
    assert answer.headers["Location"] == f"/cohorts/{way.cohort.slug}/suggestions"
    page = words_of(as_person(way.person), f"/cohorts/{way.cohort.slug}/suggestions")
    assert f"{words} It is <b>on</b> page one now." in page
    one = words_of(as_person(way.person), f"/suggestions/{made}")
    assert "Wednesday 20 January 2027, by Farah Facilitator" in one
    assert "Save the answer" not in one


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "done", "answer": "  "}, "so that people can read what you did"),
        ({"state": "not_now", "answer": ""}, "so that people can read what you did"),
        ({"state": "new", "answer": "Well."}, "Choose what you answer."),
        ({"state": "", "answer": "Well."}, "Choose what you answer."),
        ({"answer": "Well."}, "Choose what you answer."),
        ({"state": "done", "answer": "🙂" * 3000}, "at most 2,000 characters"),
    ],
)
def test_an_answer_with_a_fault_comes_back_as_it_was_written(
    db: Session, way: Way, helper: Person, as_person: As, fields: dict[str, object], words: str
) -> None:
    made = make_suggestion(db, way)
    answer = post(as_person(helper), f"/suggestions/{made}/answers", {**fields, "seen": UNSEEN})
    assert answer.status_code == 422
    assert words in answer.text
    assert str(fields["answer"]).strip() in answer.text
    assert suggestions_of(db)[0].state == "new"


def test_of_two_who_answer_at_once_the_later_sees_what_the_first_wrote(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    made = make_suggestion(db, way)
    second = make_person(db, name="Sal Second")
    make_seat(db, way.cohort, second, role=FACILITATOR)
    here = f"/suggestions/{made}/answers"
    first = {"state": "done", "answer": "We wrote it out.", "seen": UNSEEN}
    assert post(as_person(helper), here, dict(first)).status_code == 302
    late = {"state": "not_now", "answer": "We have no room for it.", "seen": UNSEEN}
    answer = post(as_person(second), here, dict(late))
    assert answer.status_code == 409
    for words in ("Somebody else answered", "We wrote it out.", "by Farah", "no room for it."):
        assert words in answer.text
    assert suggestions_of(db)[0].answer == "We wrote it out."
    again: dict[str, object] = {**late, "seen": seen_on(answer.text)}
    assert post(as_person(second), here, again).status_code == 302
    kept = suggestions_of(db)[0]
    assert (kept.state, kept.answer) == ("not_now", "We have no room for it.")
    assert kept.answered_by_id == second.id


def test_the_same_answer_sent_twice_is_one(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    made = make_suggestion(db, way)
    fields = {"state": "done", "answer": "It is done.", "seen": UNSEEN}
    for _ in range(2):
        answer = post(as_person(helper), f"/suggestions/{made}/answers", dict(fields))
        assert answer.status_code == 302


def test_of_many_answers_at_one_moment_one_is_kept_and_all_others_are_told(
    db: Session, way: Way, helper: Person, platform: Platform
) -> None:
    made = make_suggestion(db, way)
    db.commit()
    told: list[Refusal] = []

    def answer(number: int) -> object:
        def call(own: Session) -> None:
            try:
                answer_suggestion(
                    own,
                    helper,
                    suggestion_id=made,
                    state="done",
                    words=f"Answer {number}",
                    seen=UNSEEN,
                    now=NOON,
                )
            except AnsweredMeanwhile as refusal:
                told.append(refusal)

        return call

    all_at_once(platform, [answer(number) for number in range(8)])  # type: ignore[misc]
    assert len(told) == 7
    assert suggestions_of(db)[0].answer.startswith("Answer ")


def test_the_author_takes_back_what_nobody_has_answered_and_nothing_of_it_stays(
    db: Session, way: Way, as_person: As
) -> None:
    made = make_suggestion(db, way, state="thinking")
    browser = as_person(way.person)
    assert "Take it back" in html_of(browser, f"/suggestions/{made}")
    answer = post(browser, f"/suggestions/{made}/withdrawals")
    assert answer.headers["Location"] == f"/cohorts/{way.cohort.slug}/suggestions"
    assert suggestions_of(db) == []


def test_what_has_an_answer_stays_and_says_so(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    made = make_suggestion(db, way, state="done", answer="It is done.", answered_by=helper)
    browser = as_person(way.person)
    assert "Take it back" not in html_of(browser, f"/suggestions/{made}")
    answer = post(browser, f"/suggestions/{made}/withdrawals")
    assert answer.status_code == 409
    assert suggestions_of(db)[0].answer == "It is done."


def test_an_answer_to_what_was_just_taken_back_gives_its_words_back(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    made = make_suggestion(db, way)
    db.commit()
    take_back(db, suggestion_id=made)
    fields = {"state": "done", "answer": "We wrote it out on page one.", "seen": UNSEEN}
    answer = post(as_person(helper), f"/suggestions/{made}/answers", dict(fields))
    assert answer.status_code == 404
    assert "We wrote it out on page one." in answer.text


def test_taking_back_waits_for_an_answer_that_is_being_saved(
    db: Session, way: Way, helper: Person, platform: Platform
) -> None:
    made = make_suggestion(db, way)
    db.commit()
    asked, refused = Event(), list[HasAnswer]()

    def author() -> None:
        asked.set()
        try:
            with platform.transaction() as own:
                take_back(own, suggestion_id=made)
        except HasAnswer as refusal:
            refused.append(refusal)

    with platform.transaction() as own:
        answer_suggestion(
            own, helper, suggestion_id=made, state="done", words="Yes.", seen=UNSEEN, now=NOON
        )
        thread = Thread(target=author)
        thread.start()
        assert asked.wait(timeout=LIMIT)
    thread.join(timeout=LIMIT)
    assert len(refused) == 1
    assert suggestions_of(db)[0].answer == "Yes."
