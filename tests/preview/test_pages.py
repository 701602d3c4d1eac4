"""The pages on which programme leads read an edition and publish it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.syllabus.models import Edition
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort
from tests.make.people import make_person
from tests.make.progress import STEPS, make_edition, make_module, make_seat
from tests.progress.reading import html_of, words_of


@pytest.fixture
def draft(db: Session) -> Edition:
    """An edition with one module that nobody may learn from yet."""
    edition = make_edition(db)
    edition.title, edition.published_at = "The course of next year", None
    make_module(db, edition.id)
    db.commit()
    return edition


@pytest.fixture
def lead(db: Session, client: FlaskClient, sign_in: SignIn) -> Person:
    """A programme lead, signed in."""
    person = make_person(db, name="Lowri Lead", roles=[PROGRAMME_LEAD])
    db.commit()
    sign_in(client, person)
    return person


def address(edition: Edition, rest: str = "") -> str:
    return f"/admin/editions/{edition.key}/{rest}"


def test_the_list_says_which_editions_are_drafts_and_which_are_in_use(
    client: FlaskClient, db: Session, lead: Person, draft: Edition
) -> None:
    used = make_edition(db)
    used.title = "The course of this year"
    used.freeze(NOON)
    make_cohort(db, edition=used)
    db.commit()

    words = words_of(client, "/admin/editions/")

    assert "The course of next year 1 module. No cohort is on it. Draft" in words
    assert "The course of this year 0 modules. 1 cohort is on it. In use" in words


def test_a_lead_publishes_a_draft_and_a_second_click_changes_nothing(
    client: FlaskClient, db: Session, lead: Person, draft: Edition
) -> None:
    assert "Only programme leads see this draft" in words_of(client, address(draft))

    for _ in range(2):
        answer = post(client, address(draft, "publication"), page=address(draft))
        assert answer.status_code == 302

    db.refresh(draft)
    assert draft.published_by_id == lead.id
    assert "by Lowri Lead. Its text can still change" in words_of(client, address(draft))
    assert "The course of next year" in words_of(client, "/admin/cohorts/new")


def test_a_draft_is_not_offered_for_a_new_cohort(
    client: FlaskClient, lead: Person, draft: Edition
) -> None:
    assert draft.title not in html_of(client, "/admin/cohorts/new")


def test_every_step_is_shown_as_a_learner_meets_it_and_nothing_is_kept(
    client: FlaskClient, lead: Person, draft: Edition
) -> None:
    for key, *_ in STEPS:
        words = words_of(client, address(draft, f"module-1/{key}"))
        assert f"The words of {key}." in words
        assert "Nothing that you click here is kept" in words


def test_the_replies_to_each_answer_stand_apart_from_the_questions(
    client: FlaskClient, lead: Person, draft: Edition
) -> None:
    words = words_of(client, address(draft, "module-1/check"))

    asked, replies = words.split("What we say to each answer")
    assert "Listening" in asked
    assert "Yes, listening." not in asked
    assert "Yes, listening." in replies


def test_what_is_different_from_another_edition_is_told_in_words(
    client: FlaskClient, db: Session, lead: Person, draft: Edition
) -> None:
    before = make_edition(db)
    before.title = "The course of last year"
    make_module(db, before.id, 1, STEPS[:4])
    db.commit()

    words = words_of(client, f"{address(draft)}?before={before.key}")

    assert "What is different from “The course of last year”" in words
    assert "Step act" in words.split("What is different from")[1]


@pytest.mark.parametrize("rest", ["", "module-1/", "module-1/welcome"])
def test_nobody_else_sees_an_edition_this_way(
    client: FlaskClient, db: Session, sign_in: SignIn, draft: Edition, rest: str
) -> None:
    person = make_person(db)
    make_seat(db, make_cohort(db, edition=draft), person, role=FACILITATOR)
    db.commit()
    sign_in(client, person)

    assert client.get(address(draft, rest)).status_code == 404
    assert client.get("/admin/editions/").status_code == 403


@pytest.mark.parametrize("rest", ["nothing/", "module-1/nothing", "%00/", "?before=nothing"])
def test_what_is_not_there_is_not_found(
    client: FlaskClient, lead: Person, draft: Edition, rest: str
) -> None:
    assert client.get(address(draft, rest)).status_code == 404
    assert client.get("/admin/editions/nothing/").status_code == 404


def test_a_step_costs_the_same_however_many_there_are(
    client: FlaskClient,
    db: Session,
    lead: Person,
    draft: Edition,
    count_statements: CountStatements,
) -> None:
    make_module(db, draft.id, 2, [(f"step-{at}", "read", 5, {}) for at in range(40)])
    db.commit()
    costs = []
    for rest in ("module-1/welcome", "module-2/step-7", "module-2/"):
        with count_statements() as sent:
            client.get(address(draft, rest))
        costs.append(len(sent))
    assert costs == [3, 3, 4]
