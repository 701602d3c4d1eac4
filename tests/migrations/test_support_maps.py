"""Support maps come and go with their migration, and leave all else as it was."""

from __future__ import annotations

from sqlalchemy import inspect, select

from app import migrate
from app.kit.db import connect, session_maker
from app.people.models import Person
from tests.make.cohorts import make_cohort, make_member
from tests.make.support import make_map_share, make_support
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0049_making"
TABLES = {"support_version", "support_share", "support_opening"}


def test_going_back_forgets_support_maps_and_keeps_the_rest(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            cohort = make_cohort(db)
            person = make_member(db, cohort)
            make_support(db, person)
            make_map_share(db, person, cohort)
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert not TABLES & set(inspect(engine).get_table_names())
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert len(db.scalars(select(Person)).all()) == 1
        engine.dispose()
