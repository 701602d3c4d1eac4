"""Codes in texts come, and go again without anybody's account."""

from __future__ import annotations

from sqlalchemy import func, select

from app import migrate
from app.kit.db import connect, session_maker
from app.kit.links import LinkSigner
from app.people.actions.text_codes import ask_for_code
from app.people.models import Person, TextCode
from tests.clock import NOON
from tests.make.people import make_person
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0065_sign_ins"


def test_people_stay_when_codes_go(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        with session_maker(engine, MASTER_KEYS)() as db:
            make_person(db, email=None, phone="+447700900321", channel="text")
            ask_for_code(db, LinkSigner("secret"), phone="+447700900321", now=NOON)
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with session_maker(engine, MASTER_KEYS)() as db:
            counts = [
                db.scalar(select(func.count()).select_from(one)) for one in (Person, TextCode)
            ]
            assert counts == [1, 0]
        engine.dispose()
