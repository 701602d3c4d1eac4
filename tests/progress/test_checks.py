"""Knowledge checks: what is shown before an answer, after it, and what is kept."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.progress.actions.answer import Chosen, save_answers
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.progress import QUESTIONS, make_way
from tests.progress.reading import html_of, row_of, tries_of, words_of

FEEDBACK = [option["feedback"] for question in QUESTIONS for option in question["options"]]


def test_before_an_answer_the_page_holds_neither_what_is_right_nor_any_feedback(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    page = html_of(sign_in(client, way.person), way.address("check"))
    main = page.split('id="maincontent"', 1)[1].split("</main>")[0]
    assert "Which comes first?" in main
    assert not any(feedback in page for feedback in FEEDBACK)
    assert "right" not in main.replace("right or wrong", "")
    assert "true" not in main.lower()
    assert "checked" not in main


def test_an_answer_gets_its_own_feedback_and_no_other(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    answer = post(
        client, way.address("check", "/answers"), {"answer-first": "fix", "check": "first"}
    )
    assert answer.headers["Location"] == way.address("check", "#question-first")
    page = html_of(client, way.address("check"))
    assert [said for said in FEEDBACK if said in page] == ["Fixing can wait a bit."]
    assert "Worth another look." in page
    assert "A good answer." not in page
    assert "You have answered 1 of 2." in words_of(client, way.address("check"))
    assert tries_of(db, way) == [("first", "fix", False)]


def test_one_may_try_as_often_as_one_likes_and_every_try_is_kept(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    for option in ("fix", "fix", "listen", "fix"):
        form: dict[str, object] = {"answer-first": option, "check": "first"}
        post(client, way.address("check", "/answers"), form)
    kept = [("first", option, option == "listen") for option in ("fix", "fix", "listen", "fix")]
    assert tries_of(db, way) == kept
    page = html_of(client, way.address("check"))
    assert "Fixing can wait a bit." in page
    assert "Yes, listening." not in page


def test_the_same_form_sent_twice_is_one_try_and_a_changed_one_is_two(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    key = hidden_fields(html_of(client, way.address("check")))["request_key"]
    for option in ("fix", "fix", "listen"):
        form: dict[str, object] = {"answer-first": option, "check": "first", "request_key": key}
        post(client, way.address("check", "/answers"), form)
    assert tries_of(db, way) == [("first", "fix", False), ("first", "listen", True)]


def test_answers_chosen_beside_the_checked_one_are_kept_too(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    form: dict[str, object] = {"answer-first": "fix", "answer-second": "all", "check": "second"}
    post(client, way.address("check", "/answers"), form)
    form["answer-second"] = "one"
    post(client, way.address("check", "/answers"), form)
    assert tries_of(db, way) == [
        ("first", "fix", False),
        ("second", "all", True),
        ("second", "one", False),
    ]


def test_a_check_is_done_once_every_question_has_an_answer_right_or_wrong(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    post(client, way.address("check", "/answers"), {"answer-first": "fix", "check": "first"})
    half = row_of(db, way, "check")
    assert half is not None
    assert half.done_at is None
    post(client, way.address("check", "/answers"), {"answer-second": "one", "check": "second"})
    done = row_of(db, way, "check")
    assert done is not None
    assert (done.done_at, done.done_by_rule, done.rule_version) == (NOON, "answered", 1)
    assert done.evidence == {"questions": ["first", "second"]}


def test_sending_a_question_without_an_answer_says_so_and_keeps_the_other_choices(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    form: dict[str, object] = {"answer-first": "listen", "check": "second"}
    answer = post(client, way.address("check", "/answers"), form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "There is something to put right" in page
    assert 'id="question-second-error"' in page
    assert page.count(" checked") == 1
    assert not any(feedback in page for feedback in FEEDBACK)
    assert tries_of(db, way) == []
    assert post(client, way.address("check", "/answers")).status_code == 422


def test_answers_to_questions_that_do_not_exist_are_not_found(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    wrong = ({"answer-third": "fix"}, {"answer-first": "nothing"}, {"answer-first": "all"})
    for form in wrong:
        assert post(client, way.address("check", "/answers"), dict(form)).status_code == 404
    reading = post(client, way.address("welcome", "/answers"), {"answer-first": "fix"})
    assert reading.status_code == 404
    assert tries_of(db, way) == []


def test_a_try_at_a_question_that_was_taken_out_stays_and_the_page_still_opens(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    both = Chosen({"first": "fix", "second": "all"})
    save_answers(db, way.person, at=way.at("check"), chosen=both, now=NOON)
    way.steps["check"].data = {"questions": QUESTIONS[1:]}
    db.commit()
    page = html_of(sign_in(client, way.person), way.address("check"))
    assert "Yes, together." in page
    assert len(tries_of(db, way)) == 2


def test_nobody_sees_another_persons_answers(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    save_answers(db, way.person, at=way.at("check"), chosen=Chosen({"first": "fix"}), now=NOON)
    db.commit()
    facilitator = make_way(db, modules=1)
    seat = facilitator.enrolment
    seat.cohort_id, seat.role = way.cohort.id, "facilitator"
    db.commit()
    page = html_of(sign_in(client, facilitator.person), way.address("check"))
    assert not any(feedback in page for feedback in FEEDBACK)
