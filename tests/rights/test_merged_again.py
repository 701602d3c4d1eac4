"""An older backup that is brought back does not part what was made one account since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.backups.errors import NoBackup
from app.backups.ledgers import merges_in
from app.people.models import Person
from app.reflections.models import Reflection
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept
from app.rights.actions.remerge import MERGES, Made, note_merge
from app.rights.models import AccountMerge
from app.rights.rules.merging import GOES
from app.settings import Settings
from tests.backups.doing import Commands
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection

if TYPE_CHECKING:
    from app.wiring import Platform

TEXTS = ["I wrote this here.", "And this there."]


def test_two_accounts_that_became_one_after_a_backup_are_one_when_it_is_brought_back(
    platform: Platform, settings: Settings, tmp_path: Path
) -> None:
    with platform.transaction() as db:
        stays = make_person(db, name="Mary Twice", email="old@twice.example")
        goes = make_person(db, name="Mary T.", email="new@twice.example")
        for person, words in zip((stays, goes), TEXTS, strict=True):
            make_reflection(db, person, words)
        ids = stays.id, goes.id
    commands = Commands(settings)
    commands.run("backup", str(tmp_path / "older"))
    make_one(platform, *ids)
    said = commands.run("restore", "--force", str(tmp_path / "older"))
    assert "1 accounts that were made one since were made one again" in said.output
    with platform.transaction() as db:
        assert db.get(Person, ids[1]) is None
        assert db.get_one(Person, ids[0]).email == "new@twice.example"
        assert set(db.scalars(select(Reflection.person_id))) == {ids[0]}
        assert sorted(kept_texts(db)) == sorted(TEXTS)
    # The database is lost with what it knew; the ledger beside it still tells.
    note_merge(settings.data_dir, Made(ids[1], ids[0], NOON))
    with platform.engine.begin() as on:
        on.execute(text("DELETE FROM account_merge"))
    said = commands.run("restore", "--force", str(tmp_path / "older"))
    assert "1 accounts that were made one since were made one again" in said.output


def make_one(platform: Platform, stays: UUID, goes: UUID, *, is_apart: bool = False) -> None:
    """As it is done when the last yes is there; `is_apart`: only its row says so."""
    with platform.transaction() as db:
        kept = Kept(email=GOES)
        sides = dict.fromkeys(("email_of", "phone_of", "post_of", "channel_of"), "stays")
        row = AccountMerge(stays_id=stays, goes_id=goes, asked_at=NOON, ends_at=NOON, **sides)
        row.state, row.done_at = "done", NOON
        db.add(row)
        if is_apart:
            return
        merge_people(db, stays, goes, kept, now=NOON)


def test_a_torn_line_of_the_ledger_goes_and_any_other_that_is_no_merge_stops_a_restore(
    tmp_path: Path,
) -> None:
    first, second = (Made(UUID(int=one), UUID(int=9), NOON) for one in (1, 2))
    ledger = tmp_path / MERGES
    note_merge(tmp_path, first)
    with ledger.open("a") as torn:
        torn.write('{"goes": "01')
    assert merges_in(ledger) == (first,)
    note_merge(tmp_path, second)
    assert merges_in(ledger) == (first, second)
    whole = ledger.read_text()
    assert all(json.loads(line) for line in whole.splitlines())
    # A time that says no zone could not be put in order with the others.
    for spoilt in ("torn\n", whole.replace("+00:00", "")):
        ledger.write_text(spoilt + whole)
        with pytest.raises(NoBackup, match=r"Line 1 of .* is no merge"):
            merges_in(ledger)
