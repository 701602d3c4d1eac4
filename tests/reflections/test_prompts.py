"""Questions beside the box: optional, of one's own course, and open by a link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.queries import at_box
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.syllabus.models import Card, Edition
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_edition, make_enrolment
from tests.make.reflections import kept_texts, make_reflection
from tests.progress.reading import html_of, words_of


def shelf(db: Session, edition: Edition, title: str) -> None:
    """A small shelf of prompts in this edition."""
    question = {"key": "one", "title": f"{title} one", "ask": ["What?"], "item": None}
    intro: dict[str, object] = {"html": "<p>Take what helps.</p>", "documents": []}
    model: dict[str, object] = {"about": "For a walk.", "questions": [question], "documents": []}
    for place, (key, data) in enumerate((("*", intro), ("walk", model))):
        card = Card(edition_id=edition.id, kind="prompts", key=key, position=place, title=title)
        card.data = dict(data)
        db.add(card)
    db.flush()


@pytest.mark.timeout(240)
def test_the_course_offers_four_models_and_one_box_stays_one_box(
    db: Session, client: FlaskClient, person: Person
) -> None:
    load_curriculum(db, CURRICULUM, NOON)
    db.commit()
    words = words_of(client, "/reflections/new")
    for title in (
        *("What? So what? Now what?", "Gibbs, in six stages", "Kolb, from doing to trying"),
        *("The six features of health creation", "Power-sharing and power-shifting"),
    ):
        assert title in words
    page = html_of(client, "/reflections/new")
    assert page.count("<textarea") == 1
    assert page.count('name="prompts"') == 4
    assert page.count("<details") - page.count("<details open") >= 5
    assert 'name="prompts" open' not in page
    opened = html_of(client, "/reflections/new?model=gibbs")
    assert opened.count('name="prompts" open') == 1
    assert opened.split('name="prompts" open', 1)[1].split("</span>")[0].endswith("six stages")
    assert 'name="prompts" open' not in html_of(client, "/reflections/new?model=%00nobody")
    assert len(page.encode()) < 60_000


def test_questions_are_there_when_an_entry_is_changed_and_never_asked_for(
    db: Session, client: FlaskClient, person: Person
) -> None:
    shelf(db, make_edition(db), "Walking")
    own = make_reflection(db, person, "First.")
    db.commit()
    assert "Walking one" in words_of(client, f"/reflections/{own}/versions/new")
    assert post(client, "/reflections/", {"text": "No model at all."}).status_code == 302
    assert kept_texts(db) == ["First.", "No model at all."]


def test_without_questions_in_any_course_the_box_stands_alone(
    client: FlaskClient, person: Person
) -> None:
    page = html_of(client, "/reflections/new")
    assert "dlp-prompts" not in page
    assert "What matters to you?" in page


def test_questions_are_those_of_ones_own_course_and_of_nothing_unpublished(
    db: Session, person: Person, count_statements: CountStatements
) -> None:
    old, own, new, draft = (make_edition(db) for _ in range(4))
    for edition, title in ((old, "Old"), (own, "Own"), (new, "New"), (draft, "Draft")):
        shelf(db, edition, title)
    new.published_at = NOON + timedelta(days=9)
    draft.published_at = None
    db.flush()

    def offered() -> str | None:
        found = at_box(db, person, now=NOON).prompts
        return found.title if found else None

    assert offered() == "New"
    make_enrolment(db, make_cohort(db, edition=own), person)
    make_enrolment(db, make_cohort(db, edition=draft), person, state="left")
    with count_statements() as sent:
        assert offered() == "Own"
    assert len(sent) == 1
    assert db.scalar(select(Edition.key).where(Edition.id == own.id))
