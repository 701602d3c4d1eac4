"""Each person has one key; a new master key locks all of them while people write."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id, session_maker
from app.kit.sealing import (
    CannotOpen,
    DataKey,
    MasterKeys,
    mark_of,
    master_secret,
    new_master_key,
)
from app.vault.actions import count_by_mark, destroy_key, key_for_writing, relock_some
from app.vault.models import VaultKey
from app.vault.queries import keys_of
from app.wiring import Platform
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.launch.waiting import until
from tests.locks import how_many_wait
from tests.progress.parallel import all_at_once

PLACE = "reflection_version.text"


def test_many_first_pages_of_one_person_make_one_key(platform: Platform, db: Session) -> None:
    owner, row = new_id(), new_id()
    made = list[DataKey]()
    all_at_once(
        platform, [lambda session: made.append(key_for_writing(session, owner, now=NOON))] * 20
    )
    assert db.scalar(select(func.count()).select_from(VaultKey)) == 1
    sealed = made[0].seal("Hello.", PLACE, row)
    assert {key.open(sealed, PLACE, row) for key in made} == {"Hello."}


def test_a_key_costs_one_statement_once_it_is_made(
    db: Session, count_statements: CountStatements
) -> None:
    owner = new_id()
    key_for_writing(db, owner, now=NOON)
    with count_statements() as again:
        key_for_writing(db, owner, now=NOON)
    assert len(again) == 1
    assert list(keys_of(db, [owner, new_id()])) == [owner]


def test_a_new_master_key_locks_every_key_and_seals_nothing_again(
    db: Session, platform: Platform
) -> None:
    owners, row = [new_id() for _ in range(3)], new_id()
    sealed = {
        owner: key_for_writing(db, owner, now=NOON).seal("Hi.", PLACE, row) for owner in owners
    }
    db.commit()
    (old,) = platform.settings.vault_keys()
    new = new_master_key()
    both = MasterKeys(lambda: [new, old])
    with session_maker(platform.engine, both).begin() as rotating:
        assert relock_some(rotating) == 3
        assert relock_some(rotating) == 0
        assert count_by_mark(rotating) == {both.newest: 3}
        keys = keys_of(rotating, owners)
        assert {keys[owner].open(sealed[owner], PLACE, row) for owner in owners} == {"Hi."}
    # A process that knows the old master key alone says that it cannot.
    with pytest.raises(CannotOpen):
        keys_of(db, owners)


def test_a_key_that_somebody_is_writing_with_gets_the_new_lock_too(
    db: Session, platform: Platform
) -> None:
    owners = [new_id() for _ in range(3)]
    for owner in owners:
        key_for_writing(db, owner, now=NOON)
    db.commit()
    new, old = new_master_key(), platform.settings.vault_keys()[0]
    rotated = session_maker(platform.engine, MasterKeys(lambda: [new, old]))

    def relock() -> int:
        with rotated.begin() as rotating:
            return relock_some(rotating)

    key_for_writing(db, owners[1], now=NOON, alone=True)
    with ThreadPoolExecutor(1) as other:
        relocked = other.submit(relock)
        until(lambda: relocked.done() or how_many_wait(platform.sessions), "the other to wait")
        db.commit()
        assert relocked.result() == 3
    assert list(count_by_mark(db)) == [mark_of(master_secret(new))]


def test_what_a_destroyed_key_sealed_is_lost(db: Session) -> None:
    owner, row = new_id(), new_id()
    sealed = key_for_writing(db, owner, now=NOON).seal("Hi.", PLACE, row)
    assert destroy_key(db, owner)
    assert not destroy_key(db, owner)
    assert keys_of(db, [owner]) == {}
    with pytest.raises(CannotOpen):
        key_for_writing(db, owner, now=NOON).open(sealed, PLACE, row)


def test_a_session_without_keys_opens_nothing(db: Session, platform: Platform) -> None:
    key_for_writing(db, new_id(), now=NOON)
    db.commit()
    with session_maker(platform.engine)() as bare, pytest.raises(LookupError, match="no keys"):
        key_for_writing(bare, new_id(), now=NOON)
