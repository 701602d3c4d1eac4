"""Putting a backup back: all of it or nothing, and what must not come back with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app import migrate
from app.backups.errors import CannotRestore, NoBackup, RestoringAlready, SomebodyHere
from app.backups.load import compare_tables
from app.kit.db import RESTORE_LOCK
from app.people.models import Person, SignIn, SignInLink
from app.post.models import Letter
from app.post.rules import PUT_BACK
from app.wiring import Platform
from tests.backups.doing import back_up, forged, inside, put_back
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.post import make_letters
from tests.make.reflections import kept_texts, make_reflection
from tests.make.sign_ins import make_sign_in

WORDS = "I asked what mattered, and waited."


def _names(on: Platform) -> set[str]:
    with on.transaction() as db:
        return set(db.scalars(select(Person.name)))


def _triggers(on: Platform) -> set[str]:
    """Whether the rules that live in the database are there, and at work ("O")."""
    with on.engine.connect() as line:
        states = line.execute(text("SELECT tgenabled FROM pg_trigger WHERE NOT tgisinternal"))
        return {state for (state,) in states}


@dataclass
class Again:
    """Takes erasures that are to be done again, and may refuse."""

    asked: list[Mapping[UUID, datetime]]
    refuses: bool = False

    def __call__(self, db: Session, erasures: Mapping[UUID, datetime]) -> int:
        """The rows are there already, and nobody else sees them yet."""
        assert "Amina Example" in set(db.scalars(select(Person.name)))
        if self.refuses:
            message = "Not now."
            raise CannotRestore(message)
        self.asked.append(erasures)
        return len(erasures)


def test_what_was_there_comes_back_but_not_what_must_stay_gone(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    amina = make_person(db, name="Amina Example")
    make_reflection(db, amina, WORDS)
    later = NOON + timedelta(hours=1)
    links = [SignInLink(person_id=amina.id, created_at=NOON, expires_at=later) for _ in range(2)]
    db.add_all([*links, make_sign_in(db, amina, now=NOON)])
    db.commit()
    used, gone = links[0].id, amina.id
    back_up(platform, tmp_path / "one")
    # After the backup: somebody comes, a link is used, and a key is lost by mistake.
    make_person(db, name="Ben Example")
    links[0].used_at = NOON
    db.execute(text("DELETE FROM vault_key"))
    db.commit()
    again = Again([])
    changes = put_back(platform, tmp_path / "one", erasures={gone: NOON}, again=again)
    assert _names(platform) == {"Amina Example"}
    assert (changes.signed_out, changes.erased, again.asked) == (1, 1, [{gone: NOON}])
    with platform.transaction() as fresh:
        assert kept_texts(fresh) == [WORDS]
        assert fresh.scalar(select(SignIn.ended_at)) is not None
        unused = fresh.scalars(select(SignInLink.id).where(SignInLink.used_at.is_(None))).all()
    assert len(unused) == 1
    assert used not in unused
    assert migrate.drift(platform.engine) == []
    assert _triggers(platform) == {"O"}


def test_nobody_is_written_to_twice_without_a_persons_yes(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    due = make_letters(db, 4, due_at=NOON)
    ahead = make_letters(db, 1, due_at=NOON + timedelta(days=1))
    db.commit()
    back_up(platform, tmp_path / "one")
    # Since then the first went, the second lapsed, the third was with the carrier, the fourth
    # waits; a fifth was planned and went, and without its row would be planned once more.
    states = dict(zip(due, ("sent", "lapsed", "sending", "due"), strict=True))
    for person, state in states.items():
        letter = db.scalars(select(Letter).where(Letter.person_id == person.id)).one()
        letter.state, letter.sent_at = state, NOON if state == "sent" else None
    (newer,) = make_letters(db, 1, due_at=NOON)
    people = [person.id for person in (*due, *ahead)]
    old = db.scalars(select(Letter).where(Letter.person_id == newer.id)).one()
    old.person_id, old.kind, old.state, old.sent_at = people[0], "digest", "sent", NOON
    db.commit()
    changes = put_back(platform, tmp_path / "one")
    assert (changes.known, changes.doubted) == (2, 1)
    with platform.transaction() as fresh:
        letters = fresh.scalars(select(Letter).order_by(Letter.due_at, Letter.id)).all()
        found = {(letter.person_id, letter.kind): letter.state for letter in letters}
        doubted = [letter.person_id for letter in letters if letter.reason == PUT_BACK]
    assert found == {
        (people[0], "note"): "sent",
        (people[1], "note"): "due",
        (people[2], "note"): "refused",
        (people[3], "note"): "due",
        (people[4], "note"): "due",
        (people[0], "digest"): "sent",
    }
    assert doubted == [people[2]]


def test_people_are_not_written_over_unless_it_is_meant(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    back_up(platform, tmp_path / "empty")
    make_person(db, name="Amina Example")
    db.commit()
    assert db.scalar(select(Person.name)) == "Amina Example"
    with pytest.raises(SomebodyHere):
        put_back(platform, tmp_path / "empty", force=False)
    # Nobody is sent away for a question: the connection of before still stands.
    assert db.scalar(select(Person.name)) == "Amina Example"


def test_a_restore_that_fails_leaves_everything_as_it_was(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    make_reflection(db, make_person(db, name="Amina Example"), WORDS)
    db.commit()
    back_up(platform, tmp_path / "whole")
    # Somebody who can count: the list of contents fits, and the person of an entry is missing.
    with inside(tmp_path / "whole") as backup:
        nothing = {"rows": 0, "size": 0, "sha256": sha256(b"").hexdigest()}
        parts = tuple(
            part.model_copy(update=nothing if part.table == "person" else {})
            for part in backup.manifest.tables
        )
        manifest = backup.manifest.model_copy(update={"tables": parts})
    changed = {"manifest.json": manifest.written(), "tables/person.copy": b""}
    with pytest.raises(NoBackup, match="do not fit together"):
        put_back(platform, forged(tmp_path / "whole", tmp_path / "forged", changed))
    assert _names(platform) == {"Amina Example"}
    # What it left is no trouble for the next, which fails at the last moment.
    make_person(db, name="Ben Example")
    db.commit()
    with pytest.raises(CannotRestore):
        put_back(platform, tmp_path / "whole", again=Again([], refuses=True))
    assert _names(platform) == {"Amina Example", "Ben Example"}


def test_a_table_that_its_version_did_not_have_is_refused(
    platform: Platform, tmp_path: Path
) -> None:
    parts = back_up(platform, tmp_path / "whole").tables
    here = {part.table: part.columns for part in parts}
    compare_tables(here, parts)
    more = parts[0].model_copy(update={"columns": (*parts[0].columns, "more")})
    for wrong in (parts[1:], (*parts, parts[0]), (more, *parts[1:])):
        with pytest.raises(NoBackup, match="not as its version"):
            compare_tables(here, wrong)


def test_an_older_backup_is_brought_up_to_this_version(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    make_person(db, name="Amina Example")
    db.commit()
    older = sorted(migrate.known_revisions())[-3]
    migrate.downgrade(platform.engine, older, keys=platform.keys)
    back_up(platform, tmp_path / "older")
    put_back(platform, tmp_path / "older")
    assert migrate.current(platform.engine) == migrate.newest()
    assert migrate.drift(platform.engine) == []
    assert _names(platform) == {"Amina Example"}


def test_two_restores_at_once_are_one(platform: Platform, tmp_path: Path) -> None:
    back_up(platform, tmp_path / "one")
    with platform.engine.connect() as line:
        line.execute(text(f"SELECT pg_advisory_lock({RESTORE_LOCK})"))
        with pytest.raises(RestoringAlready):
            put_back(platform, tmp_path / "one")
        line.execute(text(f"SELECT pg_advisory_unlock({RESTORE_LOCK})"))
