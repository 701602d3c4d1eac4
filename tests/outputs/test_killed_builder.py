"""A worker killed with -9 in the middle of a build: another finishes it, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.outputs.actions.build import build_next
from app.outputs.models import EditionPicture, Output, OutputFile
from app.outputs.rules.stages import LEASE
from app.post.models import Letter
from tests.beginning import Begun
from tests.launch.waiting import until
from tests.make.gifts import give_picture
from tests.make.outputs import HERON, Scene, words_in
from tests.make.press import PlainPress
from tests.outputs import builder

LIMIT = 60.0


@contextmanager
def _builder(engine: Engine, folder: Path, where: str) -> Iterator[Begun]:
    """A real worker that has come to `where`; never left behind."""
    database = engine.url.render_as_string(hide_password=False)
    process = Begun(builder.main, database, str(folder), where)
    try:
        until((folder / "here").exists, f"the worker to come to {where}", LIMIT)
        yield process
    finally:
        process.kill()
        process.wait(LIMIT)


def _kill(process: Begun) -> None:
    process.kill()
    assert process.wait(LIMIT) == -9


def _drafted(scene: Scene) -> Output:
    bea = scene.author()
    scene.offer(bea, HERON)
    give_picture(scene, bea)
    output = scene.drafted()
    scene.say(output, bea)
    return output


# The kinds of files, and the looks at the clock before freezing, with a print of a picture just
# made, after the prints, and before the manifest.
@pytest.mark.parametrize("where", ["7", "8", "9", "pdf", "docx", "xlsx", "card", "14"])
def test_another_worker_makes_the_rest_of_the_edition_once(
    scene: Scene, engine: Engine, db: Session, tmp_path: Path, where: str
) -> None:
    output = _drafted(scene)
    scene.ask_edition(output)
    with _builder(engine, tmp_path, where) as process:
        # It lives: nobody takes the build out of its hands.
        assert not build_next(scene.sessions, PlainPress(), clock=scene.clock)
        _kill(process)
    scene.clock.move(seconds=LEASE.total_seconds())
    scene.build()
    (edition,) = scene.editions(output)
    assert HERON in words_in(edition.document)
    assert sorted(db.scalars(select(OutputFile.format))) == ["card", "docx", "pdf", "xlsx"]
    assert edition.manifest is not None
    assert len(db.scalars(select(EditionPicture)).all()) == 1
    assert scene.publish(output, edition) == 1
    assert (scene.builds(output)[-1].state, scene.builds(output)[-1].tries) == ("done", 2)


# The claim is the first look at the clock; each stage is one more.
@pytest.mark.parametrize("look", ["2", "3", "4", "5", "6", "7", "8"])
def test_another_worker_finishes_the_draft_and_asks_each_author_once(
    scene: Scene, engine: Engine, db: Session, tmp_path: Path, look: str
) -> None:
    scene.offer(scene.author(), HERON)
    output = scene.ask()
    with _builder(engine, tmp_path, look) as process:
        assert scene.builds(output)[0].stage == int(look) - 2
        _kill(process)
    scene.clock.move(seconds=LEASE.total_seconds())
    scene.build()
    (build,) = scene.builds(output)
    assert (build.state, build.tries) == ("done", 2)
    assert HERON in words_in(build.document)
    assert len(scene.selections(output)) == 1
    assert len(db.scalars(select(Letter)).all()) == 1


def test_a_worker_that_was_only_slow_changes_nothing_when_it_comes_back(
    scene: Scene, engine: Engine, db: Session, tmp_path: Path
) -> None:
    output = _drafted(scene)
    scene.ask_edition(output)
    with _builder(engine, tmp_path, "pdf") as process:
        scene.clock.move(seconds=LEASE.total_seconds())
        scene.build()
        before = scene.editions(output)[0]
        (tmp_path / "go").touch()
        assert process.wait(LIMIT) == 0
    assert scene.builds(output)[-1].state == "done"
    assert scene.editions(output)[0].id == before.id
    assert sorted(db.scalars(select(OutputFile.format))) == ["card", "docx", "pdf", "xlsx"]
