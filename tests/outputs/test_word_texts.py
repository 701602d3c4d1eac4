"""A text leaves words out or asks for a call; a yes needs the words in place."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.gateways.ports.inbox import ReceivedText
from app.kit.db import new_id
from app.mentoring.actions.texts import take_text
from app.outputs.models import Output, Selection
from app.people.models import Person
from tests.make.outputs import HERON, Scene
from tests.make.people import make_person
from worker.tasks import TEXTS

PHONE = "+447700900123"


@pytest.fixture
def tess(scene: Scene, db: Session) -> Person:
    """Tess, who gets texts and has no e-mail."""
    person = db.get_one(Person, scene.author("Tess Texter").id)
    person.email, person.phone, person.channel = None, PHONE, "text"
    db.commit()
    return person


@pytest.fixture
def output(scene: Scene, tess: Person) -> Output:
    """A report whose draft holds words of hers."""
    scene.offer(tess, HERON)
    return scene.drafted()


def after(scene: Scene, db: Session, output: Output, words: str) -> tuple[str, Selection]:
    """What became of a text, and how the words stand then."""
    came = ReceivedText(str(new_id()), PHONE, words, scene.now())
    taken = take_text(db, came, TEXTS, now=scene.now())
    assert taken is not None
    db.commit()
    return taken.fate, scene.selections(output)[0]


@pytest.mark.parametrize("words", ["OUT", "leave them out please", "No", "Allan"])
def test_out_leaves_the_words_out(scene: Scene, db: Session, output: Output, words: str) -> None:
    fate, kept = after(scene, db, output, words)
    assert (fate, kept.answer, kept.answered_how) == ("answer", "no", "text")


@pytest.mark.parametrize("words", ["Call me", "CHANGE", "change, and call me"])
def test_who_wants_a_call_or_a_change_is_read_to(
    scene: Scene, db: Session, output: Output, words: str
) -> None:
    fate, kept = after(scene, db, output, words)
    assert (fate, kept.answer, kept.reading_asked_at) == ("answer", "waiting", scene.now())


@pytest.mark.parametrize("words", ["YES", "yes please", "I am not sure"])
def test_there_is_no_yes_by_text(scene: Scene, db: Session, output: Output, words: str) -> None:
    fate, kept = after(scene, db, output, words)
    assert (fate, kept.answer, kept.reading_asked_at) == ("not_an_answer", "waiting", None)


def test_on_a_shared_phone_a_name_is_needed(scene: Scene, db: Session, output: Output) -> None:
    make_person(db, name="Uma Other", phone=PHONE)
    db.commit()
    assert after(scene, db, output, "out")[1].answer == "waiting"
    assert after(scene, db, output, "Tess out")[1].answer == "no"


def test_a_text_that_could_be_about_two_reports_is_for_a_person(
    scene: Scene, db: Session, output: Output
) -> None:
    scene.drafted("Another report")
    assert after(scene, db, output, "out")[1].answer == "waiting"
