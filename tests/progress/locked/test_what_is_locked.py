"""What a person meets where a module or a step is not open yet."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.kit.times import start_of
from app.progress.actions.complete import mark_step_done
from app.progress.actions.visit import open_step
from app.progress.queries import held_writing_step, writing_step
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import make_entry, make_seat
from tests.progress.locked.locked_courses import MONDAY, late, nothing_kept
from tests.progress.reading import html_of, row_of, words_of


def test_a_locked_step_says_why_and_whom_to_ask_without_a_word_of_its_text(
    db: Session, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    way = late(db)
    make_seat(db, way.cohort, make_person(db, name="Farah Facilitator"), role=FACILITATOR)
    db.commit()
    sign_in(client, way.person)
    for key in way.steps:
        with count_statements() as sent:
            answer = client.get(way.address(key))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 403
        assert f"This step is not open yet. {MONDAY}." in page
        assert "Need it sooner? Ask Farah Facilitator." in page
        assert f"Step {key}" in page
        assert f"The words of {key}." not in page
        assert "Which comes first?" not in page
        assert "Think of a day" not in page
        assert len(sent) == 4, sent
    assert nothing_kept(db)


def test_marking_and_answering_a_locked_step_is_refused_with_the_same_sentence(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = late(db)
    sign_in(client, way.person)
    forms: dict[str, dict[str, object]] = {
        way.address("welcome", "/completions"): {},
        way.address("check", "/answers"): {"answer-first": "fix"},
    }
    for address, form in forms.items():
        answer = post(client, address, form)
        assert answer.status_code == 403
        assert f"This step is not open yet. {MONDAY}." in answer.get_data(as_text=True)
    assert nothing_kept(db)


def test_a_locked_module_shows_when_it_opens_on_every_page_that_names_it(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = late(db)
    sign_in(client, way.person)
    for address in ("/modules/", f"/modules/{way.cohort.slug}/", way.address(), "/home"):
        assert MONDAY in words_of(client, address), address
    words = words_of(client, way.address())
    assert "This module is not open yet." in words
    assert words.count("Not open yet") == 5
    assert "Step welcome" in words
    assert "Nothing is open yet." in words


def test_the_page_of_a_locked_module_costs_five_statements(
    db: Session, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    way = late(db, modules=10)
    sign_in(client, way.person)
    with count_statements() as sent:
        html_of(client, way.address())
    assert len(sent) == 5, sent


def test_the_prompt_of_a_locked_step_is_in_no_box_and_the_words_written_are_kept(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = late(db)
    sign_in(client, way.person)
    step = way.steps["reflect"].id
    page = html_of(client, f"/reflections/new?step={step}&cohort={way.cohort.slug}")
    assert "Think of a day" not in page
    answer = post(client, "/reflections/", {"text": "Early words.", "step": str(step)})
    assert answer.status_code == 302
    assert nothing_kept(db)
    opened = NOON + timedelta(days=5)
    for find in (writing_step, held_writing_step):
        assert find(db, way.person.id, step, now=NOON) is None
        assert find(db, way.person.id, step, now=opened) is not None


def test_what_somebody_did_on_paper_is_kept_though_it_is_locked_on_the_screen(db: Session) -> None:
    way = late(db)
    typist = make_person(db)
    mark_step_done(db, typist, at=way.at("act"), now=NOON, entry=make_entry(typist))
    kept = row_of(db, way, "act")
    assert kept is not None
    assert (kept.done_at, kept.entered_by_id) == (start_of(NOON.date(), "Europe/London"), typist.id)
    assert open_step(db, way.person, at=way.at("welcome"), now=NOON).step.is_open
