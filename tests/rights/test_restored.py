"""An older backup that is brought back brings nobody back who was erased since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.backups.after import _erased_in
from app.backups.errors import NoBackup
from app.backups.ledgers import erasures_in
from app.participation.models import DiscussionPost
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.reflections.models import Reflection
from app.rights.actions.ledger import ERASURES, note_erasures
from app.rights.models import Erasure
from app.rights.rules.erasing import SOMEONE
from app.settings import Settings
from app.vault.models import VaultKey
from tests.backups.doing import Commands, back_up
from tests.clock import NOON
from tests.make.cohorts import make_member
from tests.make.participation import make_post
from tests.make.people import make_person
from tests.make.progress import make_way
from tests.make.reflections import kept_texts, make_reflection
from tests.rights.marks import rows_that_hold

if TYPE_CHECKING:
    from app.wiring import Platform

SAID = "The allotment gate sticks on Tuesdays"
MARKS = ("Mary Leaves", "mary@leaves.example", "+447700900555", "07700 900555", SAID)


@pytest.fixture
def mary(db: Session) -> UUID:
    """Somebody who wrote in private and in company, and was answered; committed."""
    person = make_person(db, name=MARKS[0], email=MARKS[1], phone=MARKS[2])
    way = make_way(db, person=person)
    make_reflection(db, person, f"{SAID}, I wrote.")
    olive = make_member(db, way.cohort, name="Olive Stays")
    make_reflection(db, olive, "Olive's own.")
    step = way.steps["welcome"].id
    said = make_post(db, way.cohort, person, step, words=f"{SAID}.")
    make_post(db, way.cohort, olive, step, to=said, words="Mary Leaves is right.")
    plan_letters(db, [NewLetter(person.id, "reminder", way.cohort.id, NOON)], now=NOON)
    db.commit()
    return person.id


def gone(platform: Platform, mary: UUID, dump: Path) -> None:
    """Nothing of hers is in the database or in a file with all of it, and others' is."""
    assert rows_that_hold(platform.engine, *MARKS) == set()
    back_up(platform, dump)
    with ZipFile(dump) as held:
        for name in held.namelist():
            content = held.read(name)
            assert not any(mark.encode() in content for mark in MARKS), name
    with platform.transaction() as db:
        assert db.get(VaultKey, mary) is None
        assert mary not in db.scalars(select(Reflection.person_id)).all()
        assert kept_texts(db) == ["Olive's own."]
        assert db.get_one(Person, mary).name == SOMEONE
        words = db.scalars(select(DiscussionPost.words)).all()
        assert sorted(words) == ["", f"{SOMEONE} is right."]


def test_whoever_was_erased_after_a_backup_stays_erased_when_it_is_brought_back(
    platform: Platform, mary: UUID, settings: Settings, tmp_path: Path
) -> None:
    commands = Commands(settings)
    commands.run("backup", str(tmp_path / "older"))
    assert rows_that_hold(platform.engine, *MARKS)
    commands.run("person", "erase", MARKS[1], "--yes")
    # The database is lost with what it knew of the erasure; the ledger has it, torn as it is.
    with platform.engine.begin() as on:
        assert [*_erased_in(Session(on), "public")] == [mary]
        on.execute(text("DELETE FROM erasure"))
    with (settings.data_dir / ERASURES).open("a") as torn:
        torn.write('{"person_id": "01')
    said = commands.run("restore", "--force", str(tmp_path / "older"))
    assert "1 people who were erased since were erased again" in said.output
    gone(platform, mary, tmp_path / "now")
    with platform.transaction() as db:
        assert db.scalars(select(Erasure.state)).all() == ["done"]
    for path in settings.data_dir.rglob("*"):
        if path.is_file():
            assert not any(mark.encode() in path.read_bytes() for mark in MARKS), path


def test_a_line_of_the_ledger_that_was_broken_off_spoils_no_other(tmp_path: Path) -> None:
    first, second = (UUID(int=number) for number in (1, 2))
    note_erasures(tmp_path, {first: NOON})
    ledger = tmp_path / ERASURES
    whole = ledger.read_text()
    ledger.write_text(whole + '{"person_id": "0000')
    assert erasures_in(ledger).keys() == {first}
    note_erasures(tmp_path, {second: NOON})
    assert erasures_in(ledger).keys() == {first, second}
    # Whoever copied it by hand may have left out the end of the last line.
    ledger.write_text(whole.rstrip())
    note_erasures(tmp_path, {second: NOON})
    assert erasures_in(ledger).keys() == {first, second}
    assert all(json.loads(line) for line in ledger.read_text().splitlines())
    # A line in the middle that cannot be read is a slip, and somebody may come back by it.
    ledger.write_text("torn\n" + whole)
    with pytest.raises(NoBackup, match="Line 1"):
        erasures_in(ledger)
