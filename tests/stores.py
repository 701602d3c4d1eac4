"""The two real servers of one test process and the databases made from a template."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from app.gateways.embedded.postgres import EmbeddedPostgres
from app.gateways.embedded.valkey import EmbeddedValkey
from app.kit.db import connect
from app.migrate import upgrade

TEMPLATE = "template_dlp"


class Stores:
    """Real PostgreSQL and Valkey, running for as long as this process tests."""

    def __init__(self, postgres: EmbeddedPostgres, valkey: EmbeddedValkey, folder: Path) -> None:
        self.postgres = postgres
        self.valkey = valkey
        self.folder = folder

    def make_template(self) -> None:
        """One migrated database that the others are copied from."""
        engine = connect(self.postgres.create_database(TEMPLATE))
        upgrade(engine)
        engine.dispose()

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a fresh, migrated database, dropped afterwards."""
        name = f"t_{uuid4().hex}"
        url = self.postgres.create_database(name, TEMPLATE)
        try:
            yield url
        finally:
            self.postgres.drop_database(name)
