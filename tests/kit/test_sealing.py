"""What is sealed opens with its own key, in its own place, and not otherwise."""

from __future__ import annotations

import pytest

from app.kit.db import new_id
from app.kit.sealing import CannotOpen, MasterKeys, mark_of, master_secret, new_master_key

WORDS = "Nobody was listening, so I listened. 🌱 שלום"
PLACE = "reflection_version.text"


def test_what_was_sealed_opens_in_its_place_and_shows_nothing_before() -> None:
    masters = MasterKeys(lambda: [KEY])
    owner, row = new_id(), new_id()
    key = masters.unlock(masters.new_locked(owner), owner)
    sealed = key.seal(WORDS, PLACE, row)
    assert key.open(sealed, PLACE, row) == WORDS
    assert b"listening" not in sealed
    assert key.seal(WORDS, PLACE, row) != sealed


KEY = new_master_key()


def test_it_does_not_open_elsewhere_with_another_key_or_changed() -> None:
    masters = MasterKeys(lambda: [KEY])
    owner, other, row = new_id(), new_id(), new_id()
    locked = masters.new_locked(owner)
    key = masters.unlock(locked, owner)
    sealed = key.seal(WORDS, PLACE, row)
    with pytest.raises(CannotOpen):
        key.open(sealed, PLACE, new_id())
    with pytest.raises(CannotOpen):
        key.open(sealed, "share.text", row)
    with pytest.raises(CannotOpen):
        key.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), PLACE, row)
    with pytest.raises(CannotOpen):
        key.open(b"\x09" + sealed[1:], PLACE, row)
    with pytest.raises(CannotOpen):
        masters.unlock(masters.new_locked(other), other).open(sealed, PLACE, row)
    # Somebody else's locked key, put into the owner's row, opens nothing either.
    with pytest.raises(CannotOpen):
        masters.unlock(locked, other)


def test_a_new_master_key_made_elsewhere_is_found_and_a_lost_one_is_said() -> None:
    kept = [KEY]
    here, elsewhere = MasterKeys(lambda: kept), MasterKeys(lambda: kept)
    owner, row = new_id(), new_id()
    locked = here.new_locked(owner)
    sealed = here.unlock(locked, owner).seal(WORDS, PLACE, row)
    kept.insert(0, new_master_key())
    elsewhere.reread()
    again = elsewhere.relock(locked, owner)
    assert again.startswith(mark_of(master_secret(kept[0])))
    assert here.unlock(again, owner).open(sealed, PLACE, row) == WORDS
    assert here.unlock(locked, owner).open(sealed, PLACE, row) == WORDS
    kept.pop()
    with pytest.raises(CannotOpen):
        MasterKeys(lambda: kept).unlock(locked, owner)


@pytest.mark.parametrize("text", ["", "short", "!" * 44, "A" * 40])
def test_what_is_no_master_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        master_secret(text)


def test_many_are_opened_one_after_the_other_until_one_does_not_open() -> None:
    masters = MasterKeys(lambda: [KEY])
    owner, row, other = new_id(), new_id(), new_id()
    key = masters.unlock(masters.new_locked(owner), owner)
    sealed = key.seal(WORDS, PLACE, row)
    two = [(sealed, row.bytes), (key.seal("More.", PLACE, other), other.bytes)]
    assert [text.decode() for text in key.open_all(two, PLACE)] == [WORDS, "More."]
    for wrong in ((sealed, other.bytes), (b"\x09" + sealed[1:], row.bytes), (b"", row.bytes)):
        with pytest.raises(CannotOpen):
            list(key.open_all([two[0], wrong], PLACE))
