"""Second steps come and go with their migration; the people stay and can sign in."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import inspect, select

from app import migrate
from app.kit.db import connect, session_maker
from app.people.actions.second_steps import reset_second_step
from app.people.models import Person, SecondStepReset
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.second_steps import set_up_app
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0056_told_of_which_words"


def test_going_back_leaves_everybody_with_one_step(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            amina, ben = make_person(db), make_person(db, name="Ben Example")
            set_up_app(db, amina)
            set_up_app(db, ben)
            reset_second_step(db, amina, ben, now=NOON + timedelta(hours=1))
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert {"code_app", "recovery_code", "second_step_reset"}.isdisjoint(
            inspect(engine).get_table_names()
        )
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            people = db.scalars(select(Person)).all()
            assert [person.has_second_step for person in people] == [False, False]
            assert db.scalars(select(SecondStepReset)).all() == []
            set_up_app(db, people[0])
        engine.dispose()
