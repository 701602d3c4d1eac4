"""Copies and erasures come and go with their migrations; people stay."""

from __future__ import annotations

from sqlalchemy import inspect

from app import migrate
from app.kit.db import connect, session_maker
from app.people.models import Person
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.copies import ask_copy
from tests.clock import NOON
from tests.make.people import make_person
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0057_second_steps"


def test_going_back_forgets_who_asked_and_keeps_the_people(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions.begin() as db:
            person = make_person(db)
            ask_erasure(db, person, person, now=NOON)
            ask_copy(db, person, person, now=NOON)
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert not {"erasure", "access_copy", "access_copy_piece"} & {
            *inspect(engine).get_table_names()
        }
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert db.get(Person, person.id) is not None
        engine.dispose()
