"""The record comes and goes with its migration."""

from __future__ import annotations

from sqlalchemy import inspect, text

from app import migrate
from app.audit.actions.seal import seal_all
from app.kit.db import connect, session_maker
from tests.make.record import make_entry
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0059_passkeys"


def test_going_back_takes_the_record_and_its_guards_away(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions.begin() as db:
            make_entry(db)
        assert seal_all(sessions) == 1
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert not {"record_entry", "record_cut"} & set(inspect(engine).get_table_names())
        with engine.begin() as on:
            assert not on.scalar(text("SELECT 1 FROM pg_proc WHERE proname = 'keep_the_record'"))
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions.begin() as db:
            make_entry(db)
        assert seal_all(sessions) == 1
        engine.dispose()
