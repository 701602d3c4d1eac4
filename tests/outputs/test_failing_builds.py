"""A build whose worker dies goes on; one that cannot be made is given up in words."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.gateways.ports.press import MadeFile, PressJam
from app.kit.document import Document
from app.kit.prints import NO_PRINTS, Print
from app.outputs.actions.build import build_next
from app.outputs.models import Output, OutputBuild
from app.outputs.rules.stages import GIVEN_UP, JAMMED, LEASE, MOST_TRIES, STAGES
from tests.make.outputs import HERON, Scene
from tests.make.press import PlainPress


class JammedPress:
    """A press that cannot print."""

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """Refuse."""
        del file_format, prints
        raise PressJam(document.title)

    def lacking(self, document: Document) -> tuple[str, ...]:
        """Every letter is there."""
        del document
        return ()


class BrokenPress:
    """A press with a mistake in it."""

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """Break."""
        del file_format, prints
        raise RuntimeError(document.title)

    def lacking(self, document: Document) -> tuple[str, ...]:
        """Every letter is there."""
        del document
        return ()


def test_a_build_left_by_a_dead_worker_goes_on_where_it_was(scene: Scene, db: Session) -> None:
    scene.offer(scene.author(), HERON)
    output = scene.drafted()
    _leave(scene, db, output, stage=4)
    assert not build_next(scene.sessions, PlainPress(), clock=scene.clock)
    scene.clock.move(seconds=LEASE.total_seconds())
    assert build_next(scene.sessions, PlainPress(), clock=scene.clock)
    (build,) = scene.builds(output)
    assert (build.state, build.tries, build.stage) == ("done", 2, len(STAGES["draft"]))


def test_a_build_that_kills_its_workers_is_given_up_with_a_reason(
    scene: Scene, db: Session
) -> None:
    output = scene.drafted()
    _leave(scene, db, output, stage=0, tries=MOST_TRIES)
    scene.clock.move(seconds=LEASE.total_seconds())
    assert not build_next(scene.sessions, PlainPress(), clock=scene.clock)
    (build,) = scene.builds(output)
    assert (build.state, build.reason) == ("failed", GIVEN_UP)


def test_a_press_that_cannot_print_fails_with_a_reason(scene: Scene) -> None:
    output = scene.drafted()
    scene.ask_edition(output)
    assert build_next(scene.sessions, JammedPress(), clock=scene.clock)
    assert (scene.builds(output)[-1].state, scene.builds(output)[-1].reason) == ("failed", JAMMED)


def test_a_mistake_in_one_build_does_not_keep_others_waiting_and_is_tried_again(
    scene: Scene,
) -> None:
    broken, other = scene.drafted("Broken"), scene.ask("Other")
    scene.build()
    scene.ask_edition(broken)
    assert build_next(scene.sessions, BrokenPress(), clock=scene.clock)
    assert scene.builds(other)[0].state == "done"
    assert scene.builds(broken)[-1].state == "working"
    scene.clock.move(seconds=LEASE.total_seconds())
    scene.build()
    assert scene.builds(broken)[-1].state == "done"


def _leave(scene: Scene, db: Session, output: Output, *, stage: int, tries: int = 1) -> None:
    """The draft's row as a worker leaves it that dies in the middle of a stage."""
    (build,) = scene.builds(output)
    db.execute(
        update(OutputBuild)
        .where(OutputBuild.id == build.id)
        .values(
            state="working",
            stage=stage,
            tries=tries,
            claim=build.id,
            claimed_until=scene.now() + LEASE,
            finished_at=None,
        )
    )
    db.commit()
