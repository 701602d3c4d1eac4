"""Writing that an older version kept in the open is sealed, and can be opened again."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app import migrate
from app.kit.db import connect, session_maker
from app.people.models import Person
from app.reflections.queries import log_page, own_entry
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0005_letters_of_cohorts"
WORDS = "The heron came back. 🌱 " + "Nobody spoke for a while. " * 40


def test_texts_are_sealed_on_the_way_forward_and_open_on_the_way_back(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions.begin() as db:
            person = make_person(db)
            short, long = (make_reflection(db, person, words) for words in ("Short.", WORDS))
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        with Session(engine) as db:
            kept = db.execute(text("SELECT text FROM reflection_version ORDER BY id")).scalars()
            assert list(kept) == ["Short.", WORDS]
        with pytest.raises(LookupError, match="no key"):
            migrate.upgrade(engine, "0006_sealed_reflections")
        migrate.upgrade(engine, keys=MASTER_KEYS)
        with sessions() as db:
            found = db.get_one(Person, person.id)
            texts = [own_entry(db, found, reflection_id=one) for one in (short, long)]
            assert [one.version.text for one in texts if one] == ["Short.", WORDS]
            beginnings = {line.beginning for line in log_page(db, found, 1, now=NOON).page.rows}
            assert "Short." in beginnings
            assert any(one.startswith("The heron") and one.endswith("…") for one in beginnings)
            db.rollback()
            dump = str(db.execute(text("SELECT v::text FROM reflection_version v")).all())
            assert "heron" not in dump
        engine.dispose()
