"""The tables of the practice room go and come back with data in what they belong to."""

from __future__ import annotations

from sqlalchemy import inspect, select

from app import migrate
from app.kit.db import connect, session_maker
from app.people.models import Person
from app.practice.rules.looks import BEFORE
from app.syllabus.models import Card
from tests.make.library import make_library
from tests.make.practice import make_look, make_plumbline, make_questions
from tests.make.progress import make_way
from tests.stores import MASTER_KEYS, Stores

BEFORE_IT = "0032_polls"
TABLES = {"plumbline", "plumbline_look", "plumbline_score"}


def test_going_back_forgets_plumblines_and_their_questions_and_keeps_the_rest(
    stores: Stores,
) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            way = make_way(db)
            make_library(db, way.cohort)
            make_questions(db, way.cohort)
            made = make_plumbline(db, way.person, way.cohort)
            make_look(db, way.person, made, BEFORE, {"contact": "3", "power": "?"})
            db.commit()
        migrate.downgrade(engine, BEFORE_IT, keys=MASTER_KEYS)
        assert not TABLES & set(inspect(engine).get_table_names())
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            kinds = set(db.scalars(select(Card.kind)))
            assert "plumbline" not in kinds
            assert "pledges" in kinds
            assert len(db.scalars(select(Person)).all()) == 1
        engine.dispose()
