"""Asking for an output: once whoever asks, with a title that shows something and an address."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.actions.ask import ask_for_build, ask_for_output
from app.outputs.errors import AlreadyBuilding, TitleNeeded
from app.outputs.models import Output, OutputBuild
from tests.make.outputs import Scene


def test_asking_twice_for_the_same_is_asking_once_and_for_the_other_waits(
    scene: Scene, db: Session
) -> None:
    output = scene.ask()
    ask_for_build(db, output_id=output.id, purpose="draft", asked_by_id=None, now=scene.now())
    assert len(db.scalars(select(OutputBuild)).all()) == 1
    with pytest.raises(AlreadyBuilding):
        ask_for_build(db, output_id=output.id, purpose="edition", asked_by_id=None, now=scene.now())


@pytest.mark.parametrize("title", ["", "   ", "x" * 121, "a\x00b", "\u200f"])
def test_a_title_that_shows_nothing_or_too_much_is_refused(
    scene: Scene, db: Session, title: str
) -> None:
    with pytest.raises(TitleNeeded):
        ask_for_output(
            db,
            cohort=scene.cohort,
            title=title,
            request_key=scene.cohort.id,
            asked_by_id=None,
            now=scene.now(),
        )


def test_the_same_form_with_another_title_asks_for_another_output(
    scene: Scene, db: Session
) -> None:
    key = new_id()

    def ask(title: str) -> UUID:
        facts = {"request_key": key, "asked_by_id": None, "now": scene.now()}
        return ask_for_output(db, cohort=scene.cohort, title=title, **facts)  # type: ignore[arg-type]

    first = ask("What we learned")
    assert ask("What we learned") == first
    assert ask("What we heard") != first


def test_titles_of_any_script_get_an_address_of_their_own(scene: Scene) -> None:
    titles = ["What we learned", "What we learned", "שלום 🌱", "🌱🌱", "<b>Bold</b> [x] & more"]
    slugs = [scene.ask(title).slug for title in titles]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.isascii() and slug for slug in slugs)
    assert [output.title for output in _outputs(scene)] == titles


def _outputs(scene: Scene) -> list[Output]:
    with scene.sessions() as db:
        return list(db.scalars(select(Output).order_by(Output.id)))
