"""The library goes and comes back with what was published before it."""

from __future__ import annotations

from sqlalchemy import func, inspect, select

from app import migrate
from app.kit.db import connect, session_maker
from app.outputs.models import LibraryEntry
from tests.clock import StoppedClock
from tests.make.outputs import HERON, make_scene
from tests.stores import MASTER_KEYS, Stores

BEFORE_IT = "0041_assets"


def test_what_was_published_before_there_was_a_library_is_found_in_it(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        scene = make_scene(sessions, StoppedClock())
        bea = scene.author("Bea Example")
        scene.offer(bea, HERON)
        scene.published(bea)
        scene.drafted("Not published")
        with sessions() as db:
            before = db.scalars(select(LibraryEntry.about)).all()
        migrate.downgrade(engine, BEFORE_IT, keys=MASTER_KEYS)
        assert "library_entry" not in inspect(engine).get_table_names()
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            asked = func.websearch_to_tsquery("english", "herons")
            found = select(LibraryEntry.about).where(LibraryEntry.words.bool_op("@@")(asked))
            assert db.scalars(found).all() == before != []
        engine.dispose()
