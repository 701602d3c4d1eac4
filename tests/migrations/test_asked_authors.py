"""Whether authors were asked comes and goes with its migration; nobody is asked by it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text, update

from app import migrate
from app.kit.db import connect, session_maker
from app.outputs.models import Output
from tests.clock import NOON, StoppedClock
from tests.make.outputs import HERON, make_scene
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0053_retellings"


def test_reports_whose_authors_were_asked_stay_asked_and_others_are_begun_anew(
    stores: Stores,
) -> None:
    with stores.database() as url:
        engine = connect(url)
        scene = make_scene(session_maker(engine, MASTER_KEYS), StoppedClock(NOON))
        empty = scene.drafted("Empty", asks_authors=False)
        bea = scene.author()
        scene.offer(bea, HERON)
        asked, new = scene.drafted("Asked"), scene.drafted("New", asks_authors=False)
        scene.say(asked, bea)
        with scene.sessions.begin() as db:
            later = NOON + timedelta(days=2)
            db.execute(update(Output).where(Output.id == asked.id).values(asked_authors_at=later))
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        with engine.connect() as on:
            kept = on.execute(text("SELECT output_id, answer FROM selection")).all()
        assert [tuple(one) for one in kept] == [(asked.id, "yes")]
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with scene.sessions() as db:
            found = {each: db.get_one(Output, each.id).asked_authors_at for each in (asked, new)}
            found[empty] = db.get_one(Output, empty.id).asked_authors_at
        assert found == {asked: NOON, new: None, empty: None}
        engine.dispose()
