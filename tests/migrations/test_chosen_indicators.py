"""Which indicators go into reports comes and goes with its migration; the indicators stay."""

from __future__ import annotations

from sqlalchemy import func, inspect, select

from app import migrate
from app.kit.db import connect, session_maker
from app.outputs.models import Output
from app.practice.models import Indicator
from tests.clock import StoppedClock
from tests.make.indicators import make_indicator
from tests.make.making import choose
from tests.make.outputs import make_scene
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0054_asked_authors"


def test_going_back_forgets_what_was_chosen_and_keeps_what_is_looked_at(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        scene = make_scene(session_maker(engine, MASTER_KEYS), StoppedClock())
        output = scene.ask()
        with scene.sessions.begin() as db:
            at = make_indicator(db, scene.facilitator, scene.cohort)
        choose(scene, output, at.indicator.id)
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert "chosen_indicator" not in inspect(engine).get_table_names()
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with scene.sessions() as db:
            assert db.scalar(select(func.count()).select_from(Indicator)) == 1
            assert db.get(Output, output.id) is not None
        engine.dispose()
