"""What a backup must not undo is known by whatever is left: the database, or either ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.backups.errors import CannotWrite, NotOurs
from app.backups.ledgers import erasures_in, merges_in
from app.cli import dlp
from app.people.models import Person
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.erase import erase_due
from app.rights.actions.ledger import ERASURES, read_ledger
from app.rights.actions.remerge import MERGES, Made, note_merge
from app.rights.rules.erasing import SOMEONE
from app.settings import Settings
from tests.backups.doing import Commands, back_up, forged, inside, put_back
from tests.backups.test_gone_along import MARKS, erase, first_account
from tests.clock import NOON, StoppedClock
from tests.make.people import make_person
from tests.rights.marks import rows_that_hold
from tests.rights.test_merged_again import make_one

if TYPE_CHECKING:
    from app.wiring import Platform


def test_an_erasure_is_remembered_of_the_accounts_that_had_gone_into_the_one(
    platform: Platform, db: Session, clock: StoppedClock, tmp_path: Path
) -> None:
    first = first_account(db).id
    back_up(platform, tmp_path / "older")
    second = make_person(db, name="Mary Second", email="second@mary.example")
    db.commit()
    make_one(platform, second.id, first)
    ask_erasure(db, second, second, now=clock.now(), at_once=True)
    db.commit()
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1
    # Nothing tells any more who went into whom.
    noted = read_ledger(platform.settings.data_dir)
    assert noted.keys() == {first, second.id}
    put_back(platform, tmp_path / "older")
    assert rows_that_hold(platform.engine, *MARKS) == set()


def test_whoever_was_left_apart_is_not_noted_as_erased_with_the_other(
    platform: Platform, db: Session, clock: StoppedClock
) -> None:
    first = first_account(db)
    second = make_person(db, name="Mary Second", email="second@mary.example")
    db.commit()
    # As after a restore that could not make them one again.
    make_one(platform, second.id, first.id, is_apart=True)
    ask_erasure(db, second, second, now=clock.now(), at_once=True)
    db.commit()
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1
    assert read_ledger(platform.settings.data_dir).keys() == {second.id}


def test_a_restore_from_copies_of_the_ledgers_leaves_whole_ones_behind(
    platform: Platform, db: Session, settings: Settings, clock: StoppedClock, tmp_path: Path
) -> None:
    stays, goes, erased = (make_person(db, name=name) for name in ("Stay", "Go", "Mary Erased"))
    ids = stays.id, goes.id, erased.id
    db.commit()
    commands = Commands(settings)
    commands.run("backup", str(tmp_path / "older"))
    make_one(platform, ids[0], ids[1])
    note_merge(settings.data_dir, Made(ids[1], ids[0], NOON))
    ask_erasure(db, None, erased, now=clock.now(), at_once=True)
    db.commit()
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1
    # Database and data folder are lost; somebody had copied both ledgers.
    for name in (ERASURES, MERGES):
        (settings.data_dir / name).rename(tmp_path / name)
    with platform.engine.begin() as on:
        on.execute(text("DELETE FROM erasure"))
        on.execute(text("DELETE FROM account_merge"))
    copies = (f"--{name.removesuffix('.jsonl')}={tmp_path / name}" for name in (ERASURES, MERGES))
    commands.run("restore", "--force", *copies, str(tmp_path / "older"))
    for name, read in ((ERASURES, erasures_in), (MERGES, merges_in)):
        assert read(settings.data_dir / name) == read(tmp_path / name)
    with platform.transaction() as fresh:
        assert fresh.get(Person, ids[1]) is None
        assert fresh.scalar(select(Person.name).where(Person.id == ids[2])) == SOMEONE
    # Again with nothing but what that one left, and nobody comes back.
    said = commands.run("restore", "--force", str(tmp_path / "older")).output
    assert "1 people who were erased since" in said
    assert len((settings.data_dir / MERGES).read_text().splitlines()) == 1


def test_an_erasure_is_remembered_through_a_backup_that_holds_nothing_of_the_person(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    back_up(platform, tmp_path / "first")
    mary = first_account(db).id
    back_up(platform, tmp_path / "second")
    erase(platform, db, mary)
    for name in ("first", "second"):
        # The data folder is lost each time: only the database tells.
        (platform.settings.data_dir / ERASURES).unlink()
        put_back(platform, tmp_path / name)
    assert rows_that_hold(platform.engine, *MARKS) == set()


def test_a_backup_of_another_platform_is_refused_where_only_ours_will_do(
    platform: Platform, settings: Settings, tmp_path: Path
) -> None:
    back_up(platform, tmp_path / "ours")
    with inside(tmp_path / "ours") as backup:
        more = backup.manifest.model_copy(update={"app_version": "changed"}).written()
    forged(tmp_path / "ours", tmp_path / "changed", {"manifest.json": more})
    commands = Commands(settings)
    for command in (["verify"], ["restore", "--force"]):
        words = [*command, "--ours", str(tmp_path / "changed")]
        said = CliRunner().invoke(dlp, words, env=commands.env)
        assert isinstance(said.exception, NotOurs)
    commands.run("restore", "--force", "--ours", str(tmp_path / "ours"))


def test_a_restore_that_could_not_write_keys_and_ledgers_is_refused_before_it_begins(
    platform: Platform, db: Session, settings: Settings, tmp_path: Path
) -> None:
    first_account(db)
    back_up(platform, tmp_path / "older")
    db.execute(text("UPDATE person SET name = 'Mary Now'"))
    db.commit()
    commands = Commands(settings)
    # A file lies where the folder should be.
    (tmp_path / "taken").write_text("")
    env = {**commands.env, "DLP_DATA_DIR": str(tmp_path / "taken")}
    said = CliRunner().invoke(dlp, ["restore", "--force", str(tmp_path / "older")], env=env)
    assert isinstance(said.exception, CannotWrite)
    assert "taken" in str(said.exception)
    assert db.scalars(select(Person.name)).all() == ["Mary Now"]
