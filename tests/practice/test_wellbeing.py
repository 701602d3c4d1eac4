"""Four questions about oneself, word for word, apart from the plumbline and for nobody else."""

from __future__ import annotations

import json
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.practice.actions.wellbeing import say_wellbeing
from app.practice.models import WellbeingAnswer
from app.practice.rules.wellbeing import INTRODUCTION, QUESTIONS, read_answers
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.people import make_person
from tests.make.progress import Way
from tests.practice.taken import taken
from tests.progress.reading import html_of, words_of

HERE = "/practice/wellbeing"


def answers_of(db: Session) -> list[tuple[int | None, ...]]:
    db.commit()
    rows = db.scalars(select(WellbeingAnswer).order_by(WellbeingAnswer.id))
    return [(one.satisfied, one.worthwhile, one.happy, one.anxious) for one in rows]


def test_the_words_are_those_of_the_standard_and_no_others() -> None:
    assert [one.ask for one in QUESTIONS] == [
        "Overall, how satisfied are you with your life nowadays?",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "Overall, how happy did you feel yesterday?",
        (
            "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, "
            "how anxious did you feel yesterday?"
        ),
    ]
    assert INTRODUCTION == (
        "Next I would like to ask you four questions about your feelings on aspects of your life. "
        "There are no right or wrong answers. For each of these questions I’d like you to give an "
        "answer on a scale of 0 to 10, where 0 is “not at all” and 10 is “completely”."
    )
    # The standard labels the ends of each scale so.
    ends = [(one.lowest, one.highest) for one in QUESTIONS]
    words = ("satisfied", "worthwhile", "happy", "anxious")
    assert ends == [(f"not at all {word}", f"completely {word}") for word in words]


def test_both_pages_ask_in_those_words_and_take_the_answers_along(
    way: Way, helper: Person, as_person: As
) -> None:
    told = f"/cohorts/{way.cohort.slug}/wellbeing/entries"
    for person, address in ((way.person, HERE), (helper, told)):
        html = unescape(html_of(as_person(person), address))
        for words in (INTRODUCTION, *(one.ask for one in QUESTIONS)):
            assert words in html
        # From nought to ten.
        assert html.count('name="happy"') == 11
    form = {"person": str(way.person.id), "happy": "6", "request_key": str(new_id())}
    for _ in range(2):
        assert post(as_person(helper), told, dict(form)).status_code == 302
    assert "6" not in json.dumps(taken(as_person(helper), f"{HERE}/file")["answers"])
    own = as_person(way.person)
    assert "typed in for you by Farah Facilitator" in words_of(own, HERE)
    file = taken(own, f"{HERE}/file")
    (said,) = file["answers"]
    assert (said["happy"], said["anxious"], said["entered_by"]) == (6, None, "Farah Facilitator")
    assert list(file["questions"].values()) == [one.ask for one in QUESTIONS]


def test_what_was_typed_in_wrongly_comes_back_and_only_facilitators_type(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    told = f"/cohorts/{way.cohort.slug}/wellbeing/entries"
    person = str(way.person.id)
    for wrong, said in (
        ({"happy": "6"}, "Choose whose"),
        ({"person": person}, "at least one"),
        ({"person": person, "happy": "11"}, "0 to 10"),
        ({"person": str(helper.id), "happy": "6"}, "Choose whose"),
    ):
        answer = post(as_person(helper), told, dict(wrong))
        assert answer.status_code == 422
        assert said in answer.get_data(as_text=True)
    for stranger in (way.person, make_person(db, roles=["programme_lead"]), make_person(db)):
        client = as_person(stranger)
        assert client.get(told).status_code == 404
        assert post(client, told, {"person": person, "happy": "6"}).status_code == 404
    assert answers_of(db) == []


def test_numbers_go_from_nought_to_ten_and_may_be_left_out() -> None:
    assert read_answers({"satisfied": "0", "anxious": "10", "happy": ""}) == {
        "satisfied": 0,
        "anxious": 10,
    }
    for wrong in ("11", "-1", "x", "1.5", "٣", "?"):
        assert read_answers({"happy": wrong}) is None


def test_somebody_says_how_they_are_and_takes_it_back(db: Session, way: Way, as_person: As) -> None:
    client = as_person(way.person)
    form = {"satisfied": "7", "anxious": "0", "request_key": str(new_id())}
    for _ in range(2):
        assert post(client, HERE, dict(form)).status_code == 302
    assert answers_of(db) == [(7, None, None, 0)]
    assert "20 January 2027 7 left out left out 0" in words_of(client, HERE)
    made = db.scalars(select(WellbeingAnswer.id)).one()
    stranger = as_person(make_person(db))
    assert "20 January 2027" not in words_of(stranger, HERE)
    post(stranger, f"{HERE}/removals", {"answer": str(made)})
    assert len(answers_of(db)) == 1
    own = as_person(way.person)
    assert post(own, f"{HERE}/removals", {"answer": "nothing"}).status_code == 404
    post(own, f"{HERE}/removals", {"answer": str(made)})
    assert answers_of(db) == []


@pytest.mark.parametrize(("wrong", "said"), [({}, "at least one"), ({"happy": "11"}, "0 to 10")])
def test_what_is_no_answer_is_not_kept(
    db: Session, way: Way, as_person: As, wrong: dict[str, object], said: str
) -> None:
    answer = post(as_person(way.person), HERE, wrong)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert answers_of(db) == []


def test_it_is_erased_with_its_person_and_costs_the_same_however_much_there_is(
    db: Session, way: Way, as_person: As, count_statements: CountStatements
) -> None:
    client = as_person(way.person)
    for more in (0, 60):
        for _ in range(more):
            sent = {"happy": "5"}
            say_wellbeing(db, way.person, sent=sent, form_key=new_id(), now=NOON)
        db.commit()
        with count_statements() as statements:
            html = html_of(client, HERE)
        assert len(statements) == 4, statements
    assert html.count('data-label="Erase"') == 50
    db.delete(db.get_one(Person, way.person.id))
    assert answers_of(db) == []
