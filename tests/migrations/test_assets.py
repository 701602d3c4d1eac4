"""The asset map comes and goes with its migration, and leaves all else as it was."""

from __future__ import annotations

from sqlalchemy import inspect, select

from app import migrate
from app.kit.db import connect, session_maker
from app.people.models import Person
from tests.make.assets import make_asset, make_skill, make_suggested
from tests.make.cohorts import make_cohort, make_member
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0040_wellbeing_entered"
TABLES = {"asset", "asset_change", "asset_suggestion", "offered_skill"}


def test_going_back_forgets_the_asset_map_and_keeps_the_rest(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            cohort = make_cohort(db)
            person = make_member(db, cohort)
            make_suggested(db, make_asset(db, cohort, person, position="53.48, -2.24"), person)
            make_skill(db, cohort, person)
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert not TABLES & set(inspect(engine).get_table_names())
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert len(db.scalars(select(Person)).all()) == 1
        engine.dispose()
