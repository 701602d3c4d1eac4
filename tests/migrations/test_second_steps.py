"""Second steps come and go with their migration; the people stay and can sign in."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import inspect, select

from app import migrate
from app.kit.db import connect, session_maker
from app.people.actions.identities import join_identity
from app.people.actions.second_steps import reset_second_step
from app.people.models import Passkey, Person, SecondStepReset
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.second_steps import set_up_app
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0056_told_of_which_words"
BEFORE_PASSKEYS = "0057_second_steps"


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


def test_who_had_a_passkey_alone_signs_in_with_one_step_again(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions.begin() as db:
            amina = make_person(db)
            amina.has_second_step = True
            db.add(
                Passkey(
                    person_id=amina.id,
                    name="My phone",
                    credential_id=b"one",
                    public_key=b"key",
                    sign_count=0,
                    made_at=NOON,
                )
            )
            ben = make_person(db, name="Ben Example")
        with sessions() as db:
            set_up_app(db, db.get_one(Person, ben.id))
        migrate.downgrade(engine, BEFORE_PASSKEYS, keys=MASTER_KEYS)
        assert "passkey" not in inspect(engine).get_table_names()
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            kept = {one.name: one.has_second_step for one in db.scalars(select(Person))}
            assert kept == {"Amina Example": False, "Ben Example": True}
        engine.dispose()


def test_accounts_elsewhere_go_with_their_migration_and_their_people_stay(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions.begin() as db:
            words = {"issuer": "https://login.example", "subject": "1", "label": "amina"}
            join_identity(db, make_person(db), **words, now=NOON)
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert "identity" not in inspect(engine).get_table_names()
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert len(db.scalars(select(Person)).all()) == 1
        engine.dispose()
