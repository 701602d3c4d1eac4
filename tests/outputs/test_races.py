"""Two people at the same moment: whichever comes first, words taken back are not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.outputs.actions.answer import answer
from app.outputs.actions.publish import publish_edition
from app.outputs.actions.retire import hold
from app.outputs.actions.take_back import take_back
from app.outputs.errors import EditionGone
from app.outputs.models import Output, OutputEdition
from app.outputs.queries.approvals import asked_of_output
from app.people.models import Person
from tests.launch.waiting import until
from tests.locks import how_many_wait
from tests.make.outputs import HERON, Scene, words_in


@contextmanager
def meanwhile(scene: Scene, db: Session, work: Callable[[], object]) -> Iterator[Future[object]]:
    """While the transaction of `db` is open, `work` runs in another and comes to wait for it."""
    with ThreadPoolExecutor(1) as other:
        done = other.submit(work)
        try:
            until(lambda: done.done() or how_many_wait(scene.sessions), "the other to wait")
            assert not done.done()
            yield done
        finally:
            db.rollback()


def _take_back(scene: Scene, contribution_id: UUID) -> None:
    with scene.sessions.begin() as db:
        take_back(db, scene.voice(contribution_id), now=scene.now())


def _ready(scene: Scene) -> tuple[Person, UUID, Output, OutputEdition]:
    bea = scene.author()
    offered = scene.offer(bea, HERON)
    output = scene.drafted()
    scene.say(output, bea)
    return bea, offered, output, scene.edition(output)


def test_words_taken_back_while_somebody_publishes_are_taken_down(
    scene: Scene, db: Session
) -> None:
    _, offered, output, edition = _ready(scene)
    publish_edition(db, scene.facilitator, output=output, edition_id=edition.id, now=scene.now())
    with meanwhile(scene, db, lambda: _take_back(scene, offered)) as done:
        db.commit()
        done.result()
    (gone,) = scene.editions(output)
    assert gone.published_at is not None
    assert (gone.withdrawn_at, gone.document) == (scene.now(), None)


def test_publishing_while_somebody_takes_words_back_is_refused(scene: Scene, db: Session) -> None:
    _, offered, output, edition = _ready(scene)
    take_back(db, scene.voice(offered), now=scene.now())
    with meanwhile(scene, db, lambda: scene.publish(output, edition)) as done:
        db.commit()
        with pytest.raises(EditionGone):
            done.result()
    assert all(one.published_at is None for one in scene.editions(output))


def test_a_build_waits_for_somebody_who_takes_words_back(scene: Scene, db: Session) -> None:
    bea = scene.author()
    offered = scene.offer(bea, HERON)
    output = scene.ask()
    hold(db, [offered], to_change=True)
    with meanwhile(scene, db, scene.build) as done:
        take_back(db, scene.voice(offered), now=scene.now())
        db.commit()
        done.result()
    scene.build()
    assert HERON not in "".join(words_in(build.document) for build in scene.builds(output))
    assert scene.selections(output) == []
    assert scene.builds(output)[-1].state == "done"


def test_a_yes_and_taking_back_at_once_end_with_the_words_out(scene: Scene, db: Session) -> None:
    bea = scene.author()
    offered = scene.offer(bea, HERON)
    output = scene.drafted()
    (asked,) = asked_of_output(db, output.id)
    answer(db, bea, asked, says="yes", shown=asked.voice.shown_sha256, now=scene.now())
    with meanwhile(scene, db, lambda: _take_back(scene, offered)) as done:
        db.commit()
        done.result()
    assert scene.selections(output) == []
