"""Once a report is out: who is told, who has it, and what happens when words leave it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.kinds import PublishedKind, TakenDownKind
from app.outputs.models import EditionRecipient, TakenOut
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.make.desks import desk_at
from tests.make.outputs import HERON, Scene, words_in
from tests.outputs.pages import send
from tests.outputs.taking_back import OTHER, SECRET, take_words_back, two_offers

OUT = "Words were taken out of this report on"
SURGERY = "Practice manager, Harbour Surgery"


def letters(db: Session, kind: str) -> list[Letter]:
    """The letters of a kind."""
    db.expire_all()
    return list(db.scalars(select(Letter).where(Letter.kind == kind).order_by(Letter.id)))


def test_those_whose_words_are_published_are_told_once(scene: Scene, db: Session) -> None:
    bea, cy, _ = two_offers(scene)
    silent = scene.author("Di Example")
    scene.offer(silent, "Nobody asked me.")
    output = scene.published(bea, cy)
    (edition,) = scene.editions(output)
    scene.publish(output, edition)
    told = letters(db, "published")
    assert {letter.person_id for letter in told} == {bea.id, cy.id}
    said = PublishedKind().prepare(db, told, desk_at(scene.now()))
    for draft in said.values():
        assert isinstance(draft, Draft)
        assert f"/outputs/{output.slug}/" in draft.body
        assert "/contributions/" in draft.body
        assert SECRET not in draft.body
        assert OTHER not in draft.body


def test_a_second_edition_tells_only_whoever_is_new_in_it(scene: Scene, db: Session) -> None:
    bea, cy, _ = two_offers(scene)
    output = scene.published(bea)
    scene.say(output, cy)
    scene.publish(output, scene.edition(output))
    assert [letter.person_id for letter in letters(db, "published")] == [bea.id, cy.id]


def test_words_that_leave_are_told_of_in_the_next_edition_which_asks_nobody_anew(
    scene: Scene, db: Session
) -> None:
    bea, cy, secret = two_offers(scene)
    output = scene.published(bea, cy)
    scene.clock.move(days=1)
    take_words_back(scene, secret)
    waiting = letters(db, "published")
    lapsed = PublishedKind().prepare(db, waiting, desk_at(scene.now()))
    assert {type(one) for one in lapsed.values()} == {Lapse}
    scene.build()
    edition = scene.editions(output)[-1]
    assert (edition.number, edition.published_at) == (2, None)
    assert OUT in words_in(edition.document)
    assert "Bea" not in words_in(edition.document)
    assert OTHER in words_in(edition.document)
    assert [one.answer for one in scene.selections(output)] == ["yes"]
    assert scene.publish(output, edition) == 2
    (kept,) = db.scalars(select(TakenOut)).all()
    assert (kept.why, kept.editions, kept.happened_at) == ("taken_back", [1], scene.now())
    (told,) = letters(db, "taken_down")
    assert told.person_id == scene.facilitator.id
    draft = TakenDownKind().prepare(db, [told], desk_at(scene.now()))[told.id]
    assert isinstance(draft, Draft)
    assert "edition 1" in draft.body
    assert "Bea" not in draft.body


def test_whoever_was_given_an_edition_is_listed_until_somebody_has_told_them(
    scene: Scene, facilitator: FlaskClient, author: FlaskClient, bea: Person, db: Session
) -> None:
    offered = scene.offer(bea, HERON)
    output = scene.published(bea)
    desk = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"
    here = f"{desk}/recipients"
    page = facilitator.get(here)
    given = {"to_whom": SURGERY, "number": "1", "how": "paper", "given_on": "2027-01-19"}
    for _ in range(2):
        noted = send(facilitator, page, here, **given)
    assert noted.text.count(SURGERY) == 2  # Once in the list, once in the example.
    assert "should be told" not in noted.text
    take_words_back(scene, offered)
    assert "(1 should be told that words were taken out)" in facilitator.get(desk).text
    page = facilitator.get(here)
    assert "1 should be told." in page.text
    (kept,) = db.scalars(select(EditionRecipient)).all()
    done = send(facilitator, page, f"{here}/{kept.id}/tellings")
    assert "by Fay Facilitator" in done.text
    assert "I told them today" not in done.text
    assert "should be told" not in facilitator.get(desk).text
    for method in (author.get(here), author.post(f"{here}/{kept.id}/tellings")):
        assert method.status_code in {400, 404}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"to_whom": " "}, "Write who has it"),
        ({"to_whom": "x" * 121}, "Write who has it"),
        ({"to_whom": "Us", "given_on": "2099-01-01"}, "Choose the day on which you gave it"),
        ({"to_whom": "Us", "given_on": "soon"}, "write it like 2027-02-28"),
    ],
)
def test_what_is_not_right_comes_back(
    scene: Scene, facilitator: FlaskClient, bea: Person, fields: dict[str, str], words: str
) -> None:
    scene.offer(bea, HERON)
    output = scene.published(bea)
    here = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/recipients"
    filled = {"number": "1", "how": "paper", "given_on": "2027-01-19", **fields}
    answer = send(facilitator, facilitator.get(here), here, **filled)
    assert answer.status_code == 422
    assert words in answer.text
