"""Pledges come and go with their migration, and leave all else as it was."""

from __future__ import annotations

from sqlalchemy import func, inspect, select

from app import migrate
from app.kit.db import connect, session_maker
from app.people.models import Person
from app.practice.models import Pledge
from tests.make.people import make_person
from tests.make.pledges import make_answer, make_pledge
from tests.make.progress import make_way
from tests.make.reflections import kept_texts, make_reflection
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0033_plumbline"
TABLES = {"pledge", "pledge_wording", "pledge_answer"}


def test_going_back_takes_pledges_and_leaves_logs(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            person = make_person(db)
            way = make_way(db, person=person)
            at = make_pledge(db, person, way.cohort)
            make_answer(db, at.pledge.id, "blocked", words="Mine.")
            make_reflection(db, person, "Mine too.")
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert not TABLES & set(inspect(engine).get_table_names())
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert db.scalar(select(func.count(Pledge.id))) == 0
            assert db.scalar(select(func.count(Person.id))) == 1
            assert kept_texts(db) == ["Mine too."]
        engine.dispose()
