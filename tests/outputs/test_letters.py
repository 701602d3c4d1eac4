"""The letter that asks for a yes: looked at again when it is sent, and without anybody's words."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outputs.actions.take_back import take_back
from app.outputs.kinds import ApprovalKind
from app.outputs.models import Output
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.conftest import CountStatements
from tests.make.desks import desk_at
from tests.make.outputs import HERON, Scene


def _letters(db: Session, output: Output) -> list[Letter]:
    return list(db.scalars(select(Letter).where(Letter.about_id == output.id)))


def _prepared(scene: Scene, db: Session, output: Output) -> list[Draft | Lapse]:
    answers = ApprovalKind().prepare(db, _letters(db, output), desk_at(scene.now()))
    return list(answers.values())


def test_it_says_where_to_look_and_holds_none_of_the_words(scene: Scene, db: Session) -> None:
    scene.offer(scene.author(), HERON)
    (letter,) = _prepared(scene, db, scene.drafted("Our report"))
    assert isinstance(letter, Draft)
    assert "http://learning.example/approvals/" in letter.body
    assert "Our report" in letter.body
    assert "heron" not in letter.body
    assert "\n" not in letter.subject


def test_it_is_not_sent_to_somebody_who_answered(scene: Scene, db: Session) -> None:
    bea = scene.author()
    scene.offer(bea, HERON)
    output = scene.drafted()
    scene.say(output, bea)
    assert isinstance(_prepared(scene, db, output)[0], Lapse)


def test_it_is_not_sent_about_words_taken_back(scene: Scene, db: Session) -> None:
    offered = scene.offer(scene.author(), HERON)
    output = scene.drafted()
    take_back(db, scene.voice(offered), now=scene.now())
    assert isinstance(_prepared(scene, db, output)[0], Lapse)


def test_it_is_not_sent_after_the_last_day(scene: Scene, db: Session) -> None:
    scene.offer(scene.author(), HERON, until=scene.now().date())
    output = scene.drafted()
    scene.clock.move(days=1)
    assert isinstance(_prepared(scene, db, output)[0], Lapse)


def test_any_number_of_letters_costs_one_statement(
    scene: Scene, db: Session, count_statements: CountStatements
) -> None:
    for number in range(5):
        scene.offer(scene.author(f"Person {number}"), HERON)
    output = scene.drafted()
    letters = _letters(db, output)
    with count_statements() as sent:
        answers = ApprovalKind().prepare(db, letters, desk_at(scene.now()))
    assert len(answers) == 5
    assert len(sent) == 1
