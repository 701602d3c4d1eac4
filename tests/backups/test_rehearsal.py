"""The rehearsal: a demo, a backup under load, everything destroyed, and all of it back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.backups.manifest import Manifest
from app.backups.tables import copy_out
from app.demo.load import load_demo
from app.factory import create_app
from app.kit.db import connect, session_maker
from app.people.models import Person
from app.post.actions.restored import release_doubted
from app.post.actions.send import send_due
from app.post.models import Letter
from app.settings import Settings
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.wiring import Platform, build
from tests.backups.doing import back_up, inside, put_back
from tests.clock import StoppedClock
from tests.launch.waiting import LIMIT, until
from tests.make.people import make_person
from tests.make.post import NoteKind, make_letters
from tests.make.reflections import kept_texts, make_reflection
from tests.stores import MASTER_KEYS, Stores, dbapi

WRITERS = 3
LETTERS = 120
# Tables that a restore changes on purpose.
SETTLED = {"letter", "person", "sign_in_link"}


@pytest.fixture
def lost(settings: Settings, stores: Stores, clock: StoppedClock) -> Iterator[Platform]:
    """A platform on a database with a name of its own, which is going to be destroyed."""
    name = f"t_{uuid4().hex}"
    url = stores.postgres.create_database(name, "template_dlp")
    engine = connect(url)
    made = build(replace(settings, database_url=url), clock=clock)
    made.office.kinds["note"] = NoteKind()  # type: ignore[index]
    yield replace(made, engine=engine, sessions=session_maker(engine, MASTER_KEYS))
    engine.dispose()
    stores.postgres.drop_database(name)


@dataclass
class Load:
    """People who write, each one entry after the other, while letters leave."""

    on: Platform
    people: list[Person]
    written: dict[int, int] = field(default_factory=dict)
    stop: Event = field(default_factory=Event)
    threads: list[Thread] = field(default_factory=list)

    def begin(self) -> None:
        """Let them begin, and wait until each has written something."""
        self.threads = [Thread(target=self._write, args=(n,)) for n in range(len(self.people))]
        self.threads.append(Thread(target=self._send))
        for thread in self.threads:
            thread.start()
        until(lambda: len(self.written) == len(self.people), "each has written something")

    def end(self) -> None:
        """Let them finish."""
        self.stop.set()
        for thread in self.threads:
            thread.join(LIMIT)

    def _write(self, number: int) -> None:
        done = 0
        while not self.stop.is_set():
            with self.on.transaction() as db:
                make_reflection(db, self.people[number], f"Entry {done} of {number}.")
            done += 1
            self.written[number] = done

    def _send(self) -> None:
        while not self.stop.is_set():
            send_due(self.on.sessions, self.on.office, clock=self.on.clock, batch=5)


def _mails(on: Platform) -> list[str]:
    return sorted(path.name for path in (on.settings.data_dir / "mail" / "new").glob("*"))


def _entries(db: Session) -> dict[int, list[int]]:
    """The numbers of the entries of each writer, as they open with the keys."""
    found: dict[int, list[int]] = {}
    for words in kept_texts(db):
        if words.startswith("Entry "):
            _, number, _, writer = words.rstrip(".").split()
            found.setdefault(int(writer), []).append(int(number))
    return found


def _rows_differ(on: Platform, manifest: Manifest, path: Path) -> list[str]:
    """Tables in which not each row is as the backup had it."""
    wrong = []
    with inside(path) as backup, on.engine.connect() as opened:
        line = dbapi(opened)
        for part in manifest.tables:
            with line.cursor() as cursor, cursor.copy(copy_out(part.table, part.columns)) as rows:
                now = sorted(b"".join(bytes(block) for block in rows).splitlines())
            if part.table == "record_entry":
                # The restore itself is recorded.
                (told,) = {*now} - {*backup.whole(part.name, part).splitlines()}
                assert b"rights.restored" in told
                now.remove(told)
            if part.table not in SETTLED and now != sorted(
                backup.whole(part.name, part).splitlines()
            ):
                wrong.append(part.table)
            if len(now) != part.rows:
                wrong.append(f"{part.table}: {len(now)} rows and not {part.rows}")
    return wrong


def _destroy(on: Platform, stores: Stores) -> None:
    """Drop the database and empty Valkey; an empty database takes its place."""
    name = on.engine.url.database or ""
    on.engine.dispose()
    stores.postgres.drop_database(name)
    on.redis.flushdb()
    stores.postgres.create_database(name)


def _under_load(on: Platform, path: Path) -> tuple[Manifest, dict[int, int], dict[int, int]]:
    """Back up while people write; with how much each had written before it and after it."""
    with on.sessions() as db:
        people = [make_person(db, name=f"Writer {number}") for number in range(WRITERS)]
        make_letters(db, LETTERS, due_at=on.clock.now())
    load = Load(on, people)
    load.begin()
    before, begun = dict(load.written), monotonic()
    manifest = back_up(on, path)
    took, after = monotonic() - begun, dict(load.written)
    load.end()
    sys.stdout.write(f"\nBacked up {manifest.rows} rows in {took:.1f} s; {before} to {after}\n")
    return manifest, before, after


def _no_letter_twice(on: Platform, doubted: int, mails: list[str]) -> None:
    """Nobody knows which had gone, so none goes by itself; with a person's yes all do."""
    notes = select(Letter.id).where(Letter.kind == "note")
    with on.transaction() as db:
        assert db.scalars(notes.where(Letter.state == "due")).all() == []
    send_due(on.sessions, on.office, clock=on.clock)
    with on.transaction() as db:
        assert release_doubted(db) == doubted > 0
    send_due(on.sessions, on.office, clock=on.clock)
    # Their Message-ID is that of before, by which a mailbox knows one that it has already.
    assert set(mails) <= set(_mails(on))
    with on.transaction() as db:
        assert len(db.scalars(notes.where(Letter.state == "sent")).all()) == LETTERS


@pytest.mark.timeout(240)
def test_all_of_it_is_back_after_everything_was_destroyed_under_load(
    lost: Platform, stores: Stores, tmp_path: Path
) -> None:
    with lost.transaction() as db:
        load_curriculum(db, CURRICULUM, now=lost.clock.now())
    load_demo(lost, participants=4)
    manifest, before, after = _under_load(lost, tmp_path / "under-load")
    mails = _mails(lost)

    _destroy(lost, stores)
    changes = put_back(lost, tmp_path / "under-load", force=False)

    assert _rows_differ(lost, manifest, tmp_path / "under-load") == []
    with lost.transaction() as db:
        entries = _entries(db)
    # One moment: of each writer the first so many entries, and they open with the keys.
    for writer in range(WRITERS):
        assert entries[writer] == list(range(len(entries[writer])))
        assert before[writer] <= len(entries[writer]) <= after[writer] + 1
    client = create_app(lost).test_client()
    assert client.get("/outputs/").status_code == 200
    assert client.get("/readyz").status_code == 200
    _no_letter_twice(lost, changes.doubted, mails)
