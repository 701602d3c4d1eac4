"""What somebody said yes to, on one page, and where each is taken back."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.helping.models import Helping
from app.people.models import Identity
from app.rights.rules.consents import KINDS
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.helping import make_helping
from tests.make.people import make_person
from tests.progress.reading import html_of, words_of
from tests.reflections.privacy.conftest import scene
from tests.reflections.privacy.scene import PrivateScene

__all__ = ["scene"]

PAGE = "/account/consents"
STATEMENTS = 2


def test_nothing_is_assumed(db: Session, as_person: As) -> None:
    person = make_person(db)
    db.commit()
    page = words_of(as_person(person), PAGE)
    assert "You have not said yes to anything of this." in page
    for kind in KINDS.values():
        assert kind.title in page
        assert f"{kind.title}: " not in page


def test_each_yes_stands_there_until_it_is_taken_back(
    db: Session, as_person: As, count_statements: CountStatements
) -> None:
    person, helper, other = (make_person(db) for _ in range(3))
    helping = make_helping(db, person, helper)
    for number in range(2):
        facts = {"issuer": "https://elsewhere.example", "label": "Work"}
        db.add(Identity(person_id=person.id, subject=str(number), joined_at=NOON, **facts))
    db.commit()
    browser = as_person(person)
    with count_statements() as sent:
        page = words_of(browser, PAGE)
    assert len(sent) <= STATEMENTS, sent
    assert "People who enter things for you: 1" in page
    assert "Signing in with an account elsewhere: 2" in page
    assert "Your first yes was on Wednesday 20 January 2027" in page
    assert "Reflections that you show:" not in page
    assert "People who enter things for you: 1" not in words_of(as_person(other), PAGE)
    db.execute(update(Helping).where(Helping.id == helping.id).values(ended_at=NOON))
    db.commit()
    assert "People who enter things for you: 1" not in words_of(browser, PAGE)


def test_every_yes_of_the_scene_is_counted_and_its_page_opens(scene: PrivateScene) -> None:
    author = scene.client_of("author")
    page = html_of(author, PAGE)
    for key in ("shares", "maps", "words", "pledges", "mentoring"):
        assert f"{KINDS[key].title}: " in page
        assert f'href="{KINDS[key].address}"' in page
    for kind in KINDS.values():
        assert author.get(kind.address).status_code == 200, kind.address
