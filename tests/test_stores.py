"""A database that is lent again is as good as new."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.kit.db import connect
from app.people.models import Person
from tests.make.people import make_person
from tests.stores import Stores


def test_a_database_comes_back_without_a_row_and_is_lent_again(stores: Stores) -> None:
    with stores.lent_database() as first, Session(first.engine) as db:
        make_person(db)
        db.commit()
    with stores.lent_database() as second, Session(second.engine) as db:
        assert db.scalars(select(Person)).all() == []
    assert second is first


CHANGES = [
    "ALTER TABLE person ADD COLUMN shoe_size int",
    "ALTER TABLE person ALTER COLUMN name DROP NOT NULL",
    "ALTER TABLE person ALTER COLUMN name SET DEFAULT 'Amina Example'",
    "ALTER TABLE person ADD CONSTRAINT no_shoes CHECK (name <> 'shoe')",
    "ALTER TABLE person DISABLE TRIGGER ALL",
    "ALTER TABLE person RENAME COLUMN name TO called",
    "ALTER TABLE person ALTER COLUMN name TYPE varchar(100)",
    "CREATE TABLE shoe (size int)",
    "CREATE INDEX shoe ON person (name)",
    "CREATE FUNCTION shoe() RETURNS int LANGUAGE sql AS 'SELECT 42'",
    "DROP TABLE cpd_record",
    "UPDATE alembic_version SET version_num = '0001'",
    "DELETE FROM alembic_version",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_database_whose_tables_were_changed_is_lent_to_nobody_else(
    stores: Stores, change: str
) -> None:
    with stores.lent_database() as first, first.engine.begin() as line:
        line.execute(text(change))
    with stores.lent_database() as second:
        assert second is not first


def test_a_database_that_somebody_is_still_connected_to_is_lent_to_nobody_else(
    stores: Stores,
) -> None:
    with stores.lent_database() as first:
        engine = connect(first.url)
        line = engine.connect()
    with stores.lent_database() as second:
        assert second is not first
    line.invalidate()
    engine.dispose()


def test_a_database_that_a_test_left_a_transaction_in_is_lent_to_nobody_else(
    stores: Stores,
) -> None:
    with stores.lent_database() as first:
        line = first.engine.connect()
    with stores.lent_database() as second:
        assert second is not first
    line.invalidate()


def test_what_one_test_told_a_connection_is_forgotten_before_the_next(stores: Stores) -> None:
    with stores.lent_database() as first, first.engine.connect() as line:
        line.execute(text("SELECT pg_advisory_lock(7); CREATE TEMP TABLE shoe (size int)"))
        line.commit()
    with stores.lent_database() as second, second.engine.connect() as line:
        assert line.scalar(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")) == 0
        assert line.scalar(text("SELECT to_regclass('pg_temp.shoe')")) is None


def test_several_connections_of_a_test_do_not_cost_the_database(stores: Stores) -> None:
    with stores.lent_database() as first:
        lines = [first.engine.connect() for _ in range(3)]
        for line in lines:
            line.close()
    with stores.lent_database() as second:
        assert second is first
