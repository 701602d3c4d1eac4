"""A disk that fills up once everything is put back: it stays so, and one is told what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.backups.errors import CannotWrite
from app.backups.restore import REPLACED
from app.people.models import Person
from app.settings import SECRET_FILE, Settings
from app.wiring import Platform
from tests.backups.doing import Commands, back_up
from tests.make.people import make_person

# Nothing can be removed once the backup stands in its place: as on a disk without room.
STUCK = f"""
    CREATE FUNCTION stuck() RETURNS event_trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF to_regnamespace('{REPLACED}') IS NOT NULL THEN
            RAISE disk_full USING MESSAGE = 'no space left on device';
        END IF;
    END $$;
"""


@pytest.fixture
def older(platform: Platform, db: Session, settings: Settings, tmp_path: Path) -> Path:
    """A backup of a platform with Amina; since then she has gone and Ben has come."""
    amina = make_person(db, name="Amina Example")
    db.commit()
    path = tmp_path / "older"
    back_up(platform, path)
    db.delete(amina)
    make_person(db, name="Ben Example")
    db.commit()
    return path


@pytest.fixture
def stuck(platform: Platform) -> Iterator[None]:
    """PostgreSQL removes no schema while what was replaced is there."""
    with platform.engine.begin() as line:
        line.execute(text(STUCK))
        line.execute(
            text(
                "CREATE EVENT TRIGGER stuck ON ddl_command_start WHEN TAG IN ('DROP SCHEMA') "
                "EXECUTE FUNCTION stuck()"
            )
        )
    yield
    with platform.engine.begin() as line:
        line.execute(text("DROP EVENT TRIGGER stuck"))
        line.execute(text(f"DROP SCHEMA {REPLACED} CASCADE"))


def _names(platform: Platform) -> set[str]:
    with platform.transaction() as db:
        return set(db.scalars(select(Person.name)))


@pytest.mark.usefixtures("stuck")
def test_what_was_replaced_and_cannot_go_is_told_of(
    platform: Platform, settings: Settings, older: Path
) -> None:
    said = Commands(settings).run("restore", "--force", str(older))
    assert f"DROP SCHEMA {REPLACED} CASCADE" in said.output
    assert _names(platform) == {"Amina Example"}


def test_a_key_that_cannot_be_written_is_told_of_with_what_to_do(
    platform: Platform,
    settings: Settings,
    db: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DLP_BACKUP_PASSPHRASE", "a long passphrase for tests")
    make_person(db, name="Amina Example")
    db.commit()
    commands = Commands(settings)
    commands.run("backup", "--with-keys", str(tmp_path / "whole"))
    in_the_way = settings.data_dir / SECRET_FILE
    in_the_way.mkdir()
    said = commands.tried("restore", "--force", "--with-keys", str(tmp_path / "whole"))
    assert isinstance(said.exception, CannotWrite)
    told = said.exception.sentence
    assert f"The database is put back, but {in_the_way} beside it" in told
    assert "restore once more with --force" in told
    assert _names(platform) == {"Amina Example"}
    assert [*settings.data_dir.glob(f"{SECRET_FILE}.*")] == []
