"""A consent has a last day: once it has passed, the words stay out."""

from __future__ import annotations

from datetime import date

import pytest

from app.outputs.errors import ConsentEnded
from tests.make.outputs import Scene, words_in
from tests.outputs.taking_back import OTHER, SECRET, everywhere


def test_a_last_day_that_passes_takes_a_published_edition_down(scene: Scene) -> None:
    bea, cy = scene.author(), scene.author("Cy Example")
    scene.offer(bea, SECRET, until=date(2027, 1, 21))
    scene.offer(cy, OTHER)
    output = scene.published(bea, cy)
    scene.clock.move(days=1)
    scene.build()
    assert scene.editions(output)[0].withdrawn_at is None
    scene.clock.move(days=1)
    scene.build()
    old, fresh = scene.editions(output)
    assert old.withdrawn_at is not None
    assert OTHER in words_in(fresh.document)
    assert SECRET not in everywhere(scene, output)


def test_a_last_day_that_passes_between_draft_and_edition_keeps_the_words_out(
    scene: Scene,
) -> None:
    bea = scene.author()
    scene.offer(bea, SECRET, until=date(2027, 1, 20))
    output = scene.drafted()
    scene.say(output, bea)
    scene.ask_edition(output)
    scene.clock.move(days=1)
    scene.build()
    assert SECRET not in everywhere(scene, output)


def test_a_last_day_that_passes_before_publication_refuses_it(scene: Scene) -> None:
    bea = scene.author()
    scene.offer(bea, SECRET, until=date(2027, 1, 20))
    output = scene.drafted()
    scene.say(output, bea)
    edition = scene.edition(output)
    scene.clock.move(days=1)
    with pytest.raises(ConsentEnded):
        scene.publish(output, edition)
