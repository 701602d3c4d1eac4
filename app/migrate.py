"""Brings a database to the newest migration, or back, and tells whether it has drifted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from app.kit.sealing import MasterKeys
from app.tables import METADATA

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
# A migration that cannot get its lock gives way to the people at work.
LOCK_TIMEOUT = "10s"
# Any number, the same for every process that migrates.
MIGRATION_LOCK = 7_221_144


def upgrade(engine: Engine, revision: str = "head", *, keys: MasterKeys | None = None) -> None:
    """Go forward to `revision`; a second process waits and then has nothing to do.

    `keys` seal private writing that an older version kept in the open; where there is none, they
    are not needed.
    """
    _run(engine, lambda config: command.upgrade(config, revision), keys)


def downgrade(engine: Engine, revision: str, *, keys: MasterKeys | None = None) -> None:
    """Go back to `revision` (`base` for an empty database)."""
    _run(engine, lambda config: command.downgrade(config, revision), keys)


def current(engine: Engine) -> str | None:
    """The migration this database stands at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The newest migration there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def known_revisions() -> set[str]:
    """Every migration that this code can go to."""
    return {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def drift(engine: Engine) -> list[str]:
    """What differs between the tables in code and the tables in this database."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return [str(difference) for difference in compare_metadata(context, METADATA)]


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    return config


def _run(engine: Engine, work: Callable[[Config], None], keys: MasterKeys | None = None) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:n)"), {"n": MIGRATION_LOCK})
        connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.commit()
        try:
            config = _config(connection)
            config.attributes["keys"] = keys
            work(config)
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": MIGRATION_LOCK})
            connection.commit()


def write_revision(engine: Engine, slug: str) -> str:
    """Write the next numbered migration from what differs, and return its path."""
    at = newest()
    number = int((at or "0000").split("_")[0]) + 1
    made: list[str] = []

    def write(config: Config) -> None:
        name = f"{number:04d}_{slug}"
        script = command.revision(config, message=slug, autogenerate=True, rev_id=name)
        made.extend(str(one.path) for one in [script] if one and not isinstance(one, list))

    _run(engine, write)
    return made[0]
