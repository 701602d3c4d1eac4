"""What a cohort answered, as something to talk about: shares that give nobody away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR, LEFT
from app.kit.db import new_id
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.progress.actions.answer import Chosen, save_answers
from app.progress.queries import StepAddress
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import Way, make_entry, make_module, make_seat, make_way
from tests.progress.reading import html_of, words_of


def checks(way: Way, end: str = "") -> str:
    return f"/cohorts/{way.cohort.slug}/checks{end}"


def answered(db: Session, way: Way, options: Sequence[str], **seat: str) -> list[StepAddress]:
    """As many new people, each with one first answer to the first question."""
    made = []
    for option in options:
        person = make_person(db, name="Somebody Unnamed")
        at = StepAddress(make_seat(db, way.cohort, person, **seat).id, "module-1", "check")
        save_answers(db, person, at=at, chosen=Chosen({"first": option}, key=new_id()), now=NOON)
        made.append(at)
    db.commit()
    return made


def test_under_sixteen_answers_the_page_says_only_that_they_are_few(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    sign_in(client, farah)
    page = words_of(client, checks(way, "/module-1"))
    few = "Fewer than 16 people have answered this so far, so nothing is shown."
    assert page.count(few) == 2
    assert "Module title 1 Fewer than 16 people so far." in words_of(client, checks(way))
    for options in (["fix"], ["listen"] * 6, ["fix"], ["fix"] * 7):
        answered(db, way, options)
        assert words_of(client, checks(way, "/module-1")) == page
    assert "%" not in page
    assert "Listening" not in page


def test_with_sixteen_the_page_tells_shares_and_what_the_course_says_to_them(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    answered(db, way, ["fix", "listen"] * 8)
    words = words_of(sign_in(client, farah), checks(way, "/module-1"))
    assert "What the first 16 people chose first (n = 16)" in words
    assert "A: Listening about 50% B: Fixing about 50%" in words
    assert "Many chose B. The course says: “Fixing can wait a bit.”" in words
    assert "Somebody Unnamed" not in words
    assert not any(word in words.lower() for word in ("right answer", "correct", "score", "wrong"))
    assert "Fewer than 16 people so far." not in words_of(client, checks(way)).split("title 2")[0]


def test_whoever_looks_before_and_after_one_person_answered_learns_nothing(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    answered(db, way, ["fix", "listen"] * 8)
    sign_in(client, farah)
    before = words_of(client, checks(way, "/module-1"))
    for _ in range(7):
        answered(db, way, ["fix"])
        assert words_of(client, checks(way, "/module-1")) == before
    answered(db, way, ["fix"])
    after = words_of(client, checks(way, "/module-1"))
    assert "What the first 24 people chose first" in after
    assert "A: Listening about 40% B: Fixing about 60%" in after


def test_only_the_first_try_of_people_who_take_part_counts(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    seats = answered(db, way, ["fix"] * 16)
    sign_in(client, farah)
    before = words_of(client, checks(way, "/module-1"))
    assert "A: Listening less than 50% B: Fixing more than 50%" in before
    for at in seats:
        again = Chosen({"first": "listen"}, key=new_id())
        save_answers(db, way.person, at=at, chosen=again, now=NOON)
    answered(db, way, ["listen"] * 8, role=FACILITATOR)
    answered(db, way, ["listen"] * 8, state=LEFT)
    other = make_way(db)
    other.cohort.edition_id = way.cohort.edition_id
    answered(db, other, ["listen"] * 8)
    assert words_of(client, checks(way, "/module-1")) == before


def test_nobodys_answer_is_certain_even_when_all_chose_the_same(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    sign_in(client, farah)
    answered(db, way, ["fix"] * 16)
    all_of_them = words_of(client, checks(way, "/module-1"))
    other = make_way(db)
    make_seat(db, other.cohort, farah, role=FACILITATOR)
    answered(db, other, ["listen"] * 7 + ["fix"] * 9)
    nine = words_of(client, checks(other, "/module-1"))
    assert nine == all_of_them


def test_answers_that_came_on_paper_count_like_all_others(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    answered(db, way, ["fix"] * 7 + ["listen"] * 8)
    chosen = Chosen({"first": "fix"})
    save_answers(db, farah, at=way.at("check"), chosen=chosen, now=NOON, entry=make_entry(farah))
    db.commit()
    words = words_of(sign_in(client, farah), checks(way, "/module-1"))
    assert "A: Listening about 50% B: Fixing about 50%" in words


def test_an_option_that_was_taken_out_since_is_not_counted(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    answered(db, way, ["fix", "listen"] * 8)
    step = way.steps["check"]
    first, *rest = step.data["questions"]
    kept = {**first, "options": first["options"][:1]}
    step.data = {**step.data, "questions": [kept, *rest]}
    db.commit()
    words = words_of(sign_in(client, farah), checks(way, "/module-1"))
    assert "Fixing" not in words
    assert words.count("nothing is shown") == 2


def test_where_more_would_give_somebody_away_the_page_says_so_and_asks_a_question_instead(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    step = way.steps["check"]
    first, *rest = step.data["questions"]
    third = {"key": "wait", "text": "Waiting", "right": False, "feedback": "Waiting can help."}
    more = {**first, "options": [*first["options"], third]}
    step.data = {**step.data, "questions": [more, *rest]}
    db.commit()
    answered(db, way, ["fix"] * 10 + ["listen"] * 9 + ["wait"] * 5)
    words = words_of(sign_in(client, farah), checks(way, "/module-1"))
    assert "A: Listening not shown B: Fixing not shown C: Waiting not shown" in words
    assert "More cannot be told without giving somebody’s answer away." in words
    answered(db, way, ["fix"] * 8)
    words = words_of(client, checks(way, "/module-1"))
    assert "A: Listening not shown B: Fixing about 55% C: Waiting not shown" in words
    assert "Many chose B." in words
    assert "Waiting can help." not in words


@pytest.mark.parametrize("end", ["", "/module-1"])
def test_only_those_who_look_after_the_cohort_see_shares(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, end: str
) -> None:
    stranger, lead = make_person(db), make_person(db, roles=(PROGRAMME_LEAD,))
    make_seat(db, make_way(db).cohort, stranger, role=FACILITATOR)
    db.commit()
    for person in (way.person, stranger):
        assert sign_in(client, person).get(checks(way, end)).status_code == 404
    sign_in(client, lead)
    assert client.get(checks(way, end)).status_code == 200
    assert client.get(checks(way, "/module-9")).status_code == 404
    assert client.get(checks(way, "/%00")).status_code == 404


def test_the_pages_cost_the_same_for_few_or_many_people_and_options(
    db: Session,
    client: FlaskClient,
    sign_in: SignIn,
    count_statements: CountStatements,
    way: Way,
    farah: Person,
) -> None:
    options = [
        {"key": f"o{number}", "text": f"Option {number}", "right": False, "feedback": "Well."}
        for number in range(6)
    ]
    questions = [{"key": f"q{number}", "text": "Well?", "options": options} for number in range(8)]
    long: list[tuple[str, str, int, dict[str, Any]]] = [
        ("check", "knowledge_check", 5, {"questions": questions})
    ]
    sign_in(client, farah)
    for number in (0, 40):
        answered(db, way, ["fix"] * number)
        for end in ("", "/module-1"):
            with count_statements() as sent:
                answer = client.get(checks(way, end))
            assert len(sent) == 4, (end, sent)
            assert len(answer.data) < 30 * 1024
        if number == 0:
            make_module(db, way.cohort.edition_id, 3, long)
            db.commit()
    assert "Option 5" not in html_of(client, checks(way, "/module-3"))


def test_the_page_of_modules_leads_here(
    client: FlaskClient, sign_in: SignIn, way: Way, farah: Person
) -> None:
    page = html_of(sign_in(client, farah), f"/cohorts/{way.cohort.slug}/modules")
    assert f'href="{checks(way)}"' in page
