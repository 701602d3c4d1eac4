"""However many workers there are, each build is made once, of what counts at its end."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import Update, select, update
from sqlalchemy.orm import Session

from app.outputs.actions.build import build_next
from app.outputs.actions.claims import claim_next
from app.outputs.models import Consent, Contribution
from app.outputs.rules.stages import LEASE
from app.post.models import Letter
from tests.clock import NOON, StoppedClock
from tests.launch.waiting import LIMIT
from tests.make.outputs import HERON, Scene, words_in
from tests.make.press import PlainPress


class MeddlingClock(StoppedClock):
    """A clock at one of whose looks, counted from 1, something happens elsewhere."""

    def __init__(self, look: int, meddle: Callable[[], None]) -> None:
        super().__init__()
        self._looks_left = look
        self._meddle = meddle

    def now(self) -> datetime:
        """The moment."""
        self._looks_left -= 1
        if self._looks_left == 0:
            self._meddle()
        return super().now()


def test_two_workers_build_once(scene: Scene, db: Session) -> None:
    bea = scene.author()
    scene.offer(bea, HERON)
    output = scene.ask()
    with ThreadPoolExecutor(4) as workers:
        held = list(
            workers.map(
                lambda _: build_next(scene.sessions, PlainPress(), clock=scene.clock), range(4)
            )
        )
    assert held.count(True) == 1
    (build,) = scene.builds(output)
    assert (build.state, build.tries) == ("done", 1)
    assert len(db.scalars(select(Letter)).all()) == 1


def test_a_build_that_one_worker_is_taking_is_passed_over_by_others(
    scene: Scene, db: Session
) -> None:
    scene.ask()
    assert claim_next(db, now=scene.now()) is not None
    with ThreadPoolExecutor(1) as other:
        found = other.submit(build_next, scene.sessions, PlainPress(), clock=scene.clock)
        try:
            assert found.result(timeout=LIMIT) is False
        finally:
            db.rollback()


# The claim is the first look, and each stage is one more: before writing, and before asking.
@pytest.mark.parametrize("look", [6, 7])
@pytest.mark.parametrize(
    "change",
    [
        update(Contribution).values(text="Never said."),
        update(Consent).values(withdrawn_at=NOON),
        update(Consent).values(audience="cohort"),
    ],
)
def test_what_changes_in_the_middle_of_a_build_is_not_in_it(
    scene: Scene, look: int, change: Update
) -> None:
    scene.offer(scene.author(), HERON)
    output = scene.ask()

    def meddle() -> None:
        with scene.sessions.begin() as other:
            other.execute(change)

    assert build_next(scene.sessions, PlainPress(), clock=MeddlingClock(look, meddle))
    scene.build()
    (draft,) = scene.builds(output)
    assert draft.state == "done"
    assert "heron" not in words_in(draft.document)
    assert "Never said." not in words_in(draft.document)
    assert scene.selections(output) == []


def test_a_worker_whose_build_was_taken_over_in_the_same_stage_changes_nothing(
    scene: Scene, db: Session
) -> None:
    output = scene.ask()

    def take_over() -> None:
        with scene.sessions.begin() as other:
            assert claim_next(other, now=scene.now() + LEASE) is not None

    assert build_next(scene.sessions, PlainPress(), clock=MeddlingClock(4, take_over))
    (build,) = scene.builds(output)
    assert (build.state, build.stage, build.tries) == ("working", 2, 2)
