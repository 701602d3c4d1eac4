"""Who can ask for a copy and fetch it, by which door, and what becomes of one whose worker died."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.cli import dlp
from app.people.models import Person
from app.rights.actions.copies import ClaimLost, _claim, _hand_out, _write, ask_copy, make_copies
from app.rights.models import AccessCopy, AccessCopyPiece, Erasure
from app.rights.rules.copies import FAILED, MOST_TRIES, READY
from app.settings import Settings
from tests.browser_like import post
from tests.clock import StoppedClock
from tests.conftest import As
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.stores import MASTER_KEY

if TYPE_CHECKING:
    from app.wiring import Platform

OWN, LEADS = "/account/data", "/admin/people-data"
SECRET = "Nobody but me has read that."


def asked(db: Session, clock: StoppedClock, person: Person) -> UUID:
    copy = ask_copy(db, person, person, now=clock.now()).id
    db.commit()
    return copy


def test_a_second_click_asks_once_and_nobody_else_fetches_it(
    db: Session, platform: Platform, as_person: As, clock: StoppedClock
) -> None:
    mary, other = make_person(db), make_person(db)
    lead = make_person(db, roles=["programme_lead"])
    client = as_person(mary)
    for _ in range(2):
        assert post(client, f"{OWN}/copies", {}, page=OWN).status_code == 302
    (copy,) = db.scalars(select(AccessCopy.id)).all()
    assert make_copies(platform.sessions, clock=clock) == 1
    fetch = f"{OWN}/copies/{copy}/fetchings"
    for somebody in (other, lead):
        answer = post(as_person(somebody), fetch, {}, page=OWN)
        assert answer.status_code in (403, 404)
        assert answer.data[:2] != b"PK"
    assert db.scalar(select(AccessCopy.fetched_at)) is None
    answer = post(as_person(mary), fetch, {}, page=OWN)
    assert (answer.status_code, answer.data[:2]) == (200, b"PK")


def test_a_copy_whose_worker_died_is_made_anew_and_given_up_after_some_tries(
    db: Session, platform: Platform, clock: StoppedClock
) -> None:
    copy = asked(db, clock, make_person(db))
    held = _claim(platform.sessions, now=clock.now())
    assert held
    assert held.id == copy
    _write(platform.sessions, held, clock=clock)
    # It died before it could say so; others leave it alone for a while.
    assert make_copies(platform.sessions, clock=clock) == 0
    clock.move(minutes=10)
    assert make_copies(platform.sessions, clock=clock) == 1
    db.expire_all()
    assert db.get_one(AccessCopy, copy).state == READY
    assert db.scalar(select(func.count()).select_from(AccessCopyPiece)) == 1
    # It was not dead after all: what the other made stays as it is.
    with pytest.raises(ClaimLost):
        _write(platform.sessions, held, clock=clock)
    assert not _hand_out(platform.sessions, held, 1, now=clock.now())
    assert db.scalar(select(func.count()).select_from(AccessCopyPiece)) == 1
    doomed = asked(db, clock, make_person(db))
    for _ in range(MOST_TRIES):
        taken = _claim(platform.sessions, now=clock.now())
        assert taken
        assert taken.id == doomed
        clock.move(minutes=10)
    assert make_copies(platform.sessions, clock=clock) == 0
    db.expire_all()
    assert db.get_one(AccessCopy, doomed).state == FAILED


def test_a_lead_starts_both_for_somebody_by_their_number_and_undoes(
    db: Session, as_person: As
) -> None:
    mary = make_person(db, name="Mary Rings", phone="+447700900555")
    client = as_person(make_person(db, roles=["programme_lead"]))
    told = post(client, f"{LEADS}/copies", {"who": "nobody@leaves.example"}, page=LEADS)
    assert told.status_code in (404, 409, 422)
    who: dict[str, object] = {"who": "07700 900555"}
    assert post(client, f"{LEADS}/copies", who, page=LEADS).status_code == 302
    looks = post(client, f"{LEADS}/erasures", who, page=LEADS).headers["Location"]
    post(client, looks, {"is_sure": "y"}, page=looks)
    assert db.scalars(select(AccessCopy.person_id)).all() == [mary.id]
    assert "Mary Rings" in client.get(LEADS).text
    post(client, f"{LEADS}/erasures/{mary.id}/undoings", {}, page=LEADS)
    assert db.scalars(select(Erasure.state)).all() == ["undone"]


def test_the_command_writes_a_copy_without_private_writing_for_whoever_runs_the_machine(
    db: Session, settings: Settings, tmp_path: Path
) -> None:
    mary = make_person(db, name="Mary Writes", email="mary@writes.example")
    make_reflection(db, mary, SECRET)
    db.commit()
    env = {
        "DLP_DATA_DIR": str(settings.data_dir),
        "DLP_DATABASE_URL": settings.database_url,
        "DLP_REDIS_URL": settings.redis_url,
        "DLP_BASE_URL": settings.base_url,
        "DLP_SECRET_KEY": settings.secret_key,
        "DLP_VAULT_KEYS": MASTER_KEY,
    }
    to = tmp_path / "copy.zip"
    said = CliRunner().invoke(dlp, ["person", "export", "mary@writes.example", str(to)], env=env)
    assert said.exit_code == 0, said.output
    assert to.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(to) as packed:
        texts = [packed.read(name).decode() for name in packed.namelist()]
    assert any("Mary Writes" in text for text in texts)
    assert not any(SECRET in text for text in texts)
    (told,) = db.scalars(select(Entry)).all()
    assert (told.deed, told.by, told.whom_id) == ("rights.person_exported", "command", mary.id)
    none = CliRunner().invoke(dlp, ["person", "export", "x@y.example", str(to)], env=env)
    assert none.exit_code == 1
