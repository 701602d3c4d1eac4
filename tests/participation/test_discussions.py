"""Talking about a page: thoughts, questions that wait, answers, and taking them back."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import FACILITATOR, INVITED
from app.cohorts.rules import LEFT as HAS_LEFT
from app.participation.models import DiscussionPost
from app.participation.rules.discussions import LONGEST_POST
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import hidden_fields, post
from tests.conftest import As, CostsOf
from tests.make.participation import make_post
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way
from tests.progress.reading import html_of, words_of


@pytest.fixture
def way(db: Session) -> Way:
    """Somebody who learns: Lina Learner."""
    return make_way(db, person=make_person(db, name="Lina Learner"))


@pytest.fixture
def runs(db: Session, way: Way) -> Person:
    """Farah Facilitator, who runs the cohort."""
    person = make_person(db, name="Farah Facilitator")
    make_seat(db, way.cohort, person, role=FACILITATOR)
    return person


@pytest.fixture
def other(db: Session, way: Way) -> Person:
    """Omar Other, who learns with them."""
    person = make_person(db, name="Omar Other")
    make_seat(db, way.cohort, person)
    return person


def posts(db: Session) -> list[DiscussionPost]:
    """All that was said, oldest first."""
    db.commit()
    found = select(DiscussionPost).order_by(DiscussionPost.id)
    return list(db.scalars(found, execution_options={"populate_existing": True}))


def asked(db: Session, way: Way, words: str = "What is a link worker?") -> str:
    """A question by Lina Learner, and its address."""
    made = make_post(db, way.cohort, way.person, way.steps["welcome"].id, words)
    return f"/discussion/{made}"


def test_a_question_waits_until_somebody_else_has_answered(
    db: Session, way: Way, other: Person, as_person: As
) -> None:
    here, queue = way.address("welcome", "/discussion"), f"/cohorts/{way.cohort.slug}/discussion"
    browser = as_person(way.person)
    key = hidden_fields(html_of(browser, here))["request_key"]
    fields = {"words": "What is a <b>link</b> worker?", "is_question": "y", "request_key": key}
    for _ in range(2):
        assert post(browser, here, dict(fields)).status_code == 302
    (question,) = posts(db)
    assert "What is a &lt;b&gt;link&lt;/b&gt; worker?" in html_of(browser, here)
    waiting = f"{queue}?show=unanswered"
    assert "Questions without an answer (1)" in words_of(browser, waiting)
    answers = f"/discussion/{question.id}/answers"
    # An answer of one's own is no answer yet.
    post(browser, answers, {"words": "I mean in our practice."})
    assert "Question by Lina Learner" in words_of(browser, waiting)
    post(as_person(other), answers, {"words": "She joins people up."})
    assert "Every question has an answer" in words_of(as_person(other), waiting)
    assert "2 answers" in words_of(as_person(other), queue)
    assert "She joins people up." in words_of(as_person(other), f"/discussion/{question.id}")


def test_a_thought_waits_for_nothing(db: Session, way: Way, as_person: As) -> None:
    browser = as_person(way.person)
    post(browser, way.address("welcome", "/discussion"), {"words": "I liked this."})
    page = words_of(browser, f"/cohorts/{way.cohort.slug}/discussion?show=unanswered")
    assert "Every question has an answer" in page
    assert not posts(db)[0].is_question


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Write a few words."),
        (" \u200b\n", "Write a few words."),
        ("🙂" * (LONGEST_POST + 1), "at most 2,000 characters"),
    ],
)
def test_words_with_a_fault_come_back(
    db: Session, way: Way, as_person: As, words: str, sentence: str
) -> None:
    question = asked(db, way)
    browser = as_person(way.person)
    for address in (way.address("welcome", "/discussion"), f"{question}/answers"):
        answer = post(browser, address, {"words": words})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert words.strip("\n ") in answer.text
    assert len(posts(db)) == 1


def test_who_runs_the_cohort_types_in_for_somebody_and_the_page_says_so(
    db: Session, way: Way, other: Person, runs: Person, as_person: As
) -> None:
    here = way.address("welcome", "/discussion")
    browser = as_person(runs)
    told = {"words": "Who is Ann?", "is_question": "y", "person": str(other.id)}
    assert post(browser, here, dict(told)).status_code == 302
    assert "Omar Other, typed in by Farah Facilitator" in words_of(browser, here)
    for stranger in (str(make_person(db).id), str(runs.id), "nobody"):
        answer = post(as_person(runs), here, {**told, "person": stranger})
        assert answer.status_code == 422
        assert "Choose whose words these are." in answer.text
    # Whoever only learns cannot speak for another, whatever they send.
    post(as_person(other), here, {"words": "Mine.", "person": str(way.person.id)})
    assert posts(db)[-1].enrolment_id != way.enrolment.id
    assert "Whose words are these?" not in html_of(as_person(other), here)


def test_what_somebody_said_is_taken_back_and_answers_of_others_stay(
    db: Session, way: Way, other: Person, as_person: As
) -> None:
    alone, answered = asked(db, way, "Alone?"), asked(db, way, "Answered?")
    first = posts(db)[1]
    make_post(db, way.cohort, other, first.step_id, "Yes.", to=first.id)
    browser = as_person(way.person)
    for address in (alone, answered, answered):
        post(browser, f"{address}/removals")
    assert [one.words for one in posts(db)] == ["", "Yes."]
    assert browser.get(alone).status_code == 404
    page = words_of(browser, answered)
    assert "has taken the words back" in page
    assert "Yes." in page


def test_a_page_that_is_not_open_is_not_talked_about_and_the_words_come_back(
    db: Session, way: Way, as_person: As
) -> None:
    way.steps["act"].needs = ["welcome"]
    browser, box = as_person(way.person), way.address("act", "/discussion")
    assert browser.get(box).headers["Location"] == way.address("act")
    answer = post(browser, box, {"words": "What is it about?"})
    assert answer.status_code == 403
    assert "What is it about?" in answer.text
    assert posts(db) == []


def test_a_page_that_is_not_there_is_not_talked_about(db: Session, as_person: As) -> None:
    way = make_way(db)
    answer = post(as_person(way.person), way.address("missing", "/discussion"), {"words": "Hm."})
    assert answer.status_code == 404
    assert posts(db) == []


@pytest.mark.parametrize("state", [INVITED, HAS_LEFT, None])
def test_people_who_are_not_in_the_cohort_find_nothing(
    db: Session, way: Way, as_person: As, state: str | None
) -> None:
    question, person = asked(db, way), make_person(db)
    if state:
        make_seat(db, way.cohort, person, state=state)
    browser = as_person(person)
    for address in (question, f"/cohorts/{way.cohort.slug}/discussion"):
        assert browser.get(address).status_code == 404
    for address in (f"{question}/answers", f"{question}/removals"):
        assert post(browser, address, {"words": "Hm."}).status_code == 404
    assert post(browser, way.address("welcome", "/discussion"), {"words": "Hm."}).status_code == 404
    assert len(posts(db)) == 1


def test_a_programme_lead_reads_and_nobody_takes_back_for_others(
    db: Session, way: Way, other: Person, runs: Person, as_person: As
) -> None:
    question = asked(db, way)
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    assert as_person(lead).get(question).status_code == 200
    assert post(as_person(lead), f"{question}/answers", {"words": "Hm."}).status_code == 404
    for person in (lead, other, runs):
        assert post(as_person(person), f"{question}/removals").status_code == 404


def test_who_runs_the_cohort_no_more_takes_nothing_back_that_they_typed_in(
    db: Session, way: Way, other: Person, runs: Person, as_person: As
) -> None:
    question = asked(db, way)
    (kept,) = posts(db)
    kept.entered_by_id = runs.id
    place = db.scalars(select(Enrolment).where(Enrolment.person_id == runs.id)).one()
    place.state = HAS_LEFT
    db.commit()
    assert post(as_person(runs), f"{question}/removals").status_code == 404
    assert [one.words for one in posts(db)] == [kept.words]
    # The author does, also after they have left.
    way.enrolment.state = HAS_LEFT
    db.commit()
    post(as_person(way.person), f"{question}/removals")
    assert posts(db) == []


def test_who_has_left_is_named_no_more(db: Session, way: Way, other: Person, as_person: As) -> None:
    question = asked(db, way)
    db.get_one(Enrolment, way.enrolment.id).state = HAS_LEFT
    page = html_of(as_person(other), question)
    assert "Lina" not in page
    assert "Somebody who has left" in page


def test_lists_cost_the_same_however_much_was_said(
    db: Session,
    way: Way,
    runs: Person,
    other: Person,
    costs_of: CostsOf,
) -> None:
    question = asked(db, way)
    addresses = [f"/cohorts/{way.cohort.slug}/discussion", question]
    addresses += [way.address("welcome", "/discussion")]

    few = costs_of(runs, addresses)
    first = posts(db)[0]
    for number in range(60):
        asked(db, way, f"Question {number}?")
        make_post(db, way.cohort, other, first.step_id, f"Answer {number}.", to=first.id)
    assert costs_of(runs, addresses) == few
    assert max(few) <= 6
