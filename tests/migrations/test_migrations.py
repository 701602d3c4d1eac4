"""Migrations go forward and back with data in the tables, and fit the code."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app import migrate
from app.kit.db import connect
from app.people.models import Person
from app.tables import METADATA
from tests.make.people import make_person
from tests.stores import Stores


def test_the_newest_migration_fits_the_code(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        assert migrate.current(engine) == migrate.newest()
        assert migrate.drift(engine) == []
        engine.dispose()


def test_every_migration_goes_back_and_forward_with_data_in_the_tables(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        with Session(engine) as db:
            make_person(db, name="Amina Example")
            db.commit()
        migrate.downgrade(engine, "base")
        assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
        migrate.upgrade(engine)
        assert set(METADATA.tables) <= set(inspect(engine).get_table_names())
        with Session(engine) as db:
            assert db.scalars(select(Person)).all() == []
        engine.dispose()


def test_two_processes_that_migrate_at_once_do_it_once(stores: Stores) -> None:
    name = f"t_{uuid4().hex}"
    url = stores.postgres.create_database(name)
    engines = [connect(url) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(migrate.upgrade, engines))
    assert migrate.current(engines[0]) == migrate.newest()
    for engine in engines:
        engine.dispose()
    stores.postgres.drop_database(name)


def test_migrations_are_numbered_without_a_gap() -> None:
    names = sorted(path.stem for path in (migrate.MIGRATIONS / "versions").glob("*.py"))
    assert [name[:5] for name in names] == [f"{number + 1:04d}_" for number in range(len(names))]
