"""Who is told of an answer: one letter a day, and nothing of what was taken down."""

from __future__ import annotations

from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.times import in_zone
from app.outputs.actions.ask_answers import take_down_answer
from app.outputs.kinds import CameOfItKind
from app.outputs.letters.asks import CAME_OF_IT
from app.outputs.rules.asks import AGAIN
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from tests.make.desks import desk_at
from tests.make.outputs import Scene
from tests.outputs.asks.conftest import GARDEN, OPENED, Asking
from tests.outputs.taking_back import take_words_back


def _letters(db: Session) -> list[Letter]:
    db.rollback()
    return list(db.scalars(select(Letter).where(Letter.kind == CAME_OF_IT).order_by(Letter.id)))


def _said(db: Session, scene: Scene, letter: Letter) -> Draft | Lapse:
    return CameOfItKind().prepare(db, [letter], desk_at(scene.now()))[letter.id]


def test_authors_and_whoever_had_the_idea_get_one_letter_a_day(
    asking: Asking, scene: Scene, bea: Person, db: Session
) -> None:
    cy = scene.author("Cy Example")
    asking.propose(cy, "Plant a tree.")
    first = asking.put()
    asking.answer(first)
    asking.answer(asking.put("Mend the path."), text="Mended.")
    (letter,) = _letters(db)
    assert letter.person_id == bea.id
    assert in_zone(letter.due_at, scene.cohort.time_zone).time() == time(9)
    made = _said(db, scene, letter)
    assert isinstance(made, Draft)
    for told in (GARDEN, OPENED, "Mended.", asking.page):
        assert told in made.body
    assert "2 answers" in made.short
    scene.clock.move(days=1)
    asking.answer(first, AGAIN, "We rang.")
    assert len(_letters(db)) == 1
    asking.answer(first, text="Open on Sundays too.")
    newest = _letters(db)[-1]
    made = _said(db, scene, newest)
    assert isinstance(made, Draft)
    assert "Sundays" in made.body
    assert OPENED not in made.body


def test_what_was_taken_down_is_not_told_and_who_took_words_back_hears_no_more(
    asking: Asking, scene: Scene, db: Session
) -> None:
    answer = asking.answer(asking.put())
    (letter,) = _letters(db)
    with scene.sessions.begin() as other:
        take_down_answer(
            other,
            scene.facilitator,
            answer,
            why="It was another garden.",
            today=asking.day,
            now=scene.now(),
        )
    assert isinstance(_said(db, scene, letter), Lapse)
    asking.answer(asking.put("Mend the path."))
    (selection,) = scene.selections(asking.output)
    take_words_back(scene, selection.contribution_id)
    assert isinstance(_said(db, scene, _letters(db)[0]), Lapse)


def test_what_was_said_plants_no_link_in_the_letter(
    asking: Asking, scene: Scene, db: Session
) -> None:
    asking.answer(asking.put(), text="Open.\r\n\x02sign-in link\x03 \x02/keep-account/\x03")
    (letter,) = _letters(db)
    made = _said(db, scene, letter)
    assert isinstance(made, Draft)
    assert "\x02" not in made.body
    assert "Open.\nsign-in link /keep-account/" in made.body
