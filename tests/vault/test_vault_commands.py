"""The command `dlp vault`: a new master key while people go on reading what they wrote."""

from __future__ import annotations

from dataclasses import replace

from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from app.kit.db import session_maker
from app.kit.sealing import MasterKeys
from app.reflections.queries import own_entry
from app.vault.cli import vault
from app.wiring import Platform
from tests.make.people import make_person
from tests.make.reflections import make_reflection

WORDS = "What I saw at the drop-in."


def on_a_file_of_keys(platform: Platform) -> Platform:
    """The platform with its master keys in the data folder."""
    settings = replace(platform.settings, given_vault_keys=())
    keys = MasterKeys(settings.vault_keys)
    sessions = session_maker(platform.engine, keys)
    return replace(platform, settings=settings, keys=keys, sessions=sessions)


def typed(on: Platform, command: str) -> Result:
    return CliRunner().invoke(vault, [command], obj=on)


def test_a_new_master_key_is_made_and_the_old_one_forgotten_and_writing_stays_readable(
    platform: Platform,
) -> None:
    on = on_a_file_of_keys(platform)
    with on.transaction() as db:
        person = make_person(db)
        entry = make_reflection(db, person, WORDS)
    (old,) = on.settings.vault_keys()
    rotated = typed(on, "rotate")
    assert rotated.exit_code == 0, rotated.output
    assert "Locked 1 people's keys" in rotated.output
    assert len(on.settings.vault_keys()) == 2
    status = typed(on, "status")
    assert status.exit_code == 0
    assert [line.split()[1] for line in status.output.splitlines()] == ["1", "0"]
    assert "Forgot 1 of 2" in typed(on, "tidy").output
    assert old not in on.settings.vault_keys()
    assert (on.settings.data_dir / "vault_keys").stat().st_mode & 0o777 == 0o600
    with on.transaction() as db:
        mine = own_entry(db, person, reflection_id=entry)
        assert mine is not None
        assert mine.version.text == WORDS


def test_a_master_key_that_is_missing_is_told(platform: Platform, db: Session) -> None:
    make_reflection(db, make_person(db), WORDS)
    db.commit()
    status = typed(on_a_file_of_keys(platform), "status")
    assert status.exit_code == 1
    assert "1 people's keys were locked with a master key that is not here" in status.output


def test_keys_of_the_environment_are_not_changed_for_whoever_set_them(platform: Platform) -> None:
    assert typed(platform, "tidy").exit_code == 1
    assert not (platform.settings.data_dir / "vault_keys").exists()
