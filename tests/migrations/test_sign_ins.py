"""People stay who they are when each sign-in gets a row of its own, and when it goes again."""

from __future__ import annotations

from sqlalchemy import text

from app import migrate
from app.kit.db import connect, session_maker
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.sign_ins import make_sign_in
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0056_told_of_which_words"


def test_people_keep_all_but_their_sign_ins(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        with session_maker(engine, MASTER_KEYS)() as db:
            make_sign_in(db, make_person(db, name="Amina"), now=NOON)
            make_person(db, name="Ben")
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        with engine.connect() as line:
            keys = text("SELECT count(DISTINCT sign_in_key) FROM person")
            assert line.scalar(keys) == 2
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with engine.connect() as line:
            names = line.scalars(text("SELECT name FROM person ORDER BY name")).all()
            assert (names, line.scalar(text("SELECT count(*) FROM sign_in"))) == (
                ["Amina", "Ben"],
                0,
            )
        engine.dispose()
