"""The file of a backup: whole, for one user, and refused in a sentence when it is anything else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.backups.errors import CannotWrite, NoBackup, TooNew, WrongPassphrase
from app.backups.files import written_whole
from app.backups.keys import Keys, open_keys, seal_keys
from app.backups.manifest import Manifest
from app.wiring import Platform
from tests.backups.doing import back_up, forged, inside, looked_through
from tests.make.people import make_person


@pytest.fixture
def made(platform: Platform, db: Session, tmp_path: Path) -> Path:
    """A backup of a platform with one person."""
    make_person(db, name="Amina\tExample\nof \\ two lines")
    db.commit()
    back_up(platform, tmp_path / "one.backup")
    return tmp_path / "one.backup"


def test_it_holds_every_table_and_only_its_owner_reads_it(made: Path) -> None:
    manifest = looked_through(made)
    assert {part.table: part.rows for part in manifest.tables}["person"] == 1
    assert made.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in made.parent.glob(".*.part")] == []


def test_another_file_is_never_written_over(platform: Platform, tmp_path: Path) -> None:
    there = tmp_path / "letters.txt"
    there.write_text("mine")
    with pytest.raises(CannotWrite, match="already"):
        back_up(platform, there)
    assert there.read_text() == "mine"


def test_a_backup_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    writing = written_whole(tmp_path / "half")
    writing.__enter__().write(b"a beginning")
    assert writing.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None) is False
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_a_sentence(platform: Platform, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="no such file"):
        back_up(platform, tmp_path / "nowhere" / "one.backup")


def test_files_that_are_no_backup_are_refused(made: Path, tmp_path: Path) -> None:
    held = made.read_bytes()
    for name, content in {
        "empty": b"",
        "words": b"These are words.",
        "cut": held[: len(held) // 2],
        "begun-late": held[len(held) // 2 :],
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NoBackup, match="no backup of ours"):
            looked_through(tmp_path / name)
    with pytest.raises(NoBackup, match="no file"):
        looked_through(tmp_path / "nothing")
    with pytest.raises(NoBackup, match="folder"):
        looked_through(tmp_path)


def test_a_changed_byte_is_found_wherever_it_is(made: Path, tmp_path: Path) -> None:
    held = made.read_bytes()
    broken = 0
    for place in range(200, len(held), len(held) // 25):
        copy = tmp_path / f"changed-{place}"
        copy.write_bytes(held[:place] + bytes([held[place] ^ 0xFF]) + held[place + 1 :])
        try:
            unchanged = looked_through(copy) == looked_through(made)
        except NoBackup:
            broken += 1
        else:
            # Such as the time that the zip file notes for a part, which nobody reads.
            assert unchanged
    assert broken > 10


def test_rows_that_were_changed_are_found(made: Path, tmp_path: Path) -> None:
    with inside(made) as backup:
        rows = backup.file.read("tables/person.copy")
    other = rows.replace(b"Amina", b"Bmina")
    assert other != rows
    for name, changed in {"other": other, "more": rows * 2, "none": b"", "gone": None}.items():
        copy = forged(made, tmp_path / name, {"tables/person.copy": changed})
        with pytest.raises(NoBackup, match=r"tables/person\.copy in this backup is damaged"):
            looked_through(copy)


def test_a_list_of_contents_that_was_changed_is_not_sealed_by_us(
    made: Path, tmp_path: Path, platform: Platform
) -> None:
    with inside(made) as backup:
        assert backup.is_sealed_with(platform.settings.secret_key)
        told = json.loads(backup.manifest.written())
    told["app_version"] = "1.0"
    copy = forged(made, tmp_path / "copy", {"manifest.json": json.dumps(told).encode()})
    with inside(copy) as backup:
        assert not backup.is_sealed_with(platform.settings.secret_key)


@pytest.mark.parametrize(
    "wrong",
    [
        {"tables": [{"table": "person; drop table person"}]},
        {"format": 2},
        {"more": "than we know"},
        {"tables": 3},
    ],
)
def test_a_list_of_contents_that_is_none_is_refused(
    wrong: dict[str, object], made: Path, tmp_path: Path
) -> None:
    with inside(made) as backup:
        told = {**json.loads(backup.manifest.written()), **wrong}
    copy = forged(made, tmp_path / "copy", {"manifest.json": json.dumps(told).encode()})
    with pytest.raises(NoBackup):
        looked_through(copy)


def test_a_scale_cannot_leave_its_folder(made: Path) -> None:
    with inside(made) as backup:
        told = json.loads(backup.manifest.written())
    part = {"file": "../vault_keys", "size": 0, "sha256": "0" * 64}
    with pytest.raises(ValueError, match="file"):
        Manifest.model_validate({**told, "scales": [part]})


def test_a_backup_of_a_newer_version_is_refused(made: Path, tmp_path: Path) -> None:
    with inside(made) as backup:
        newer = backup.manifest.model_copy(update={"revision": "9999_of_next_year"})
    copy = forged(made, tmp_path / "copy", {"manifest.json": newer.written()})
    with pytest.raises(TooNew, match="newer version"):
        looked_through(copy)


def test_keys_open_with_their_passphrase_alone() -> None:
    keys = Keys("a secret", ("the newest", "an older"), ("signs badges", "public:older"))
    sealed = seal_keys(keys, "a long passphrase")
    assert b"secret" not in sealed
    assert open_keys(sealed, "a long passphrase") == keys
    for other in (seal_keys(keys, "another passphrase"), sealed[:-1], b""):
        with pytest.raises(WrongPassphrase):
            open_keys(other, "a long passphrase")
