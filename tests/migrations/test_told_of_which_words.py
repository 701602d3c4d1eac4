"""A line that tells somebody's words learns what was shown of them when its column comes."""

from __future__ import annotations

from sqlalchemy import select

from app import migrate
from app.kit.db import connect, session_maker
from app.outputs.models import RetoldLine
from app.outputs.rules.easy_read import Line
from tests.clock import NOON, StoppedClock
from tests.make.outputs import HERON, make_scene
from tests.make.retellings import easy_read
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0054_asked_authors"


def test_lines_of_an_edition_that_stands_go_on_into_the_next(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        scene = make_scene(session_maker(engine, MASTER_KEYS), StoppedClock(NOON))
        bea = scene.author()
        heron = scene.offer(bea, HERON)
        output = scene.published(bea)
        easy_read(scene, output, [Line("We met."), Line("A bird came.", source=heron)])
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with scene.sessions() as db:
            kept = db.scalars(select(RetoldLine.shown_sha256).order_by(RetoldLine.position)).all()
        assert kept == ["", scene.voice(heron).shown_sha256]
        engine.dispose()
