"""A database that is lent again is as good as new."""

from __future__ import annotations

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.kit.db import connect
from app.people.models import Person
from tests.make.people import make_person
from tests.stores import Stores


def test_a_database_comes_back_without_a_row_and_is_lent_again(stores: Stores) -> None:
    with stores.lent_database() as first:
        engine = connect(first)
        with Session(engine) as db:
            make_person(db)
            db.commit()
        engine.dispose()
    with stores.lent_database() as second:
        engine = connect(second)
        with Session(engine) as db:
            assert db.scalars(select(Person)).all() == []
        engine.dispose()
    assert second == first


def test_a_database_whose_tables_were_changed_is_lent_to_nobody_else(stores: Stores) -> None:
    with stores.lent_database() as first:
        engine = connect(first)
        with engine.begin() as line:
            line.execute(text("ALTER TABLE person ADD COLUMN shoe_size int"))
        engine.dispose()
    with stores.lent_database() as second:
        assert second != first


def test_a_database_that_somebody_is_still_connected_to_is_lent_to_nobody_else(
    stores: Stores,
) -> None:
    with stores.lent_database() as first:
        engine = connect(first)
        line = engine.connect()
    with stores.lent_database() as second:
        assert second != first
    line.invalidate()
    engine.dispose()
