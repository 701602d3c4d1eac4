"""What the account that goes wrote in private is sealed anew with the key of the one that stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, bindparam, select, text, tuple_, update
from sqlalchemy.orm import Session

from app.kit.rights import Declared, Merge, Seal
from app.kit.sealing import CannotOpen, DataKey
from app.rights.actions.merging import Two
from app.rights.declared import declared, is_theirs
from app.vault.actions import destroy_key, key_for_writing
from app.vault.queries import keys_of

# Rows that are in memory at a time; of files one.
ROWS = 100


def hold_all_keys(db: Session) -> None:
    """Wait until nobody has a key in their hands, and let nobody take one until the commit.

    Otherwise somebody who took the key of the account that goes could seal with it what nobody
    could open afterwards. Whoever waits for something of ours gets it: we give up first.
    """
    db.execute(text("SET LOCAL lock_timeout = '800ms'"))
    db.execute(text("LOCK TABLE vault_key IN ACCESS EXCLUSIVE MODE"))


def seal_anew(db: Session, two: Two) -> int:
    """Open all that the key of the account that goes has sealed, and seal it with the other's.

    The first key is destroyed. Returns how many texts and files. The caller holds all keys and
    has not moved the rows yet. Two statements for a hundred texts, or for a file, since nobody
    opens or writes anything private meanwhile; and one for each column. What could not be opened
    before cannot be opened after.
    Raises: CannotOpen when a key itself cannot be opened.
    """
    old = keys_of(db, [two.goes]).get(two.goes)
    if old is None:
        return 0
    new = key_for_writing(db, two.stays, now=two.now)
    done = 0
    for one in declared().values():
        if one.owner and Merge.ENDS in {one.merges.get(name) for name in one.owner}:
            continue
        for name, seal in one.seals.items():
            done += _column(db, one, name, seal, two, old, new)
    destroy_key(db, two.goes)
    return done


def _column(
    db: Session, one: Declared, name: str, seal: Seal, two: Two, old: DataKey, new: DataKey
) -> int:
    sealed, known = one.table.c[name], list(one.table.primary_key)
    with_key = _has_key(one, seal, two)
    ids = db.execute(select(*known).where(with_key, sealed.is_not(None))).all()
    done = 0
    for some in _in_pieces(ids, 1 if seal.media else ROWS):
        here = tuple_(*known).in_([tuple(row_id) for row_id in some])
        held = db.execute(select(sealed, one.table.c[seal.row], *known).where(here)).all()
        changes = []
        for was, row, *row_id in held:
            again = _again(was, seal.place, row, two, old, new)
            if again is not None:
                keys = {f"k_{c.name}": v for c, v in zip(known, row_id, strict=True)}
                changes.append({"again": again, **keys})
        _write(db, one, name, known, changes)
        done += len(changes)
    return done


def _again(held: bytes, place: str, row: Any, two: Two, old: DataKey, new: DataKey) -> bytes | None:
    try:
        plain = old.open_bytes(bytes(held), place, row)
    except CannotOpen:
        return None
    # Where it is sealed for the person, it is so for the one who stays.
    return new.seal_bytes(plain, place, two.stays if row == two.goes else row)


def _write(
    db: Session, one: Declared, name: str, known: list[Column[Any]], changes: list[dict[str, Any]]
) -> None:
    if not changes:
        return
    here = [column == bindparam(f"k_{column.name}") for column in known]
    changed = update(one.table).where(*here).values({name: bindparam("again")})
    db.connection().execute(changed, changes)


def _has_key(one: Declared, seal: Seal, two: Two) -> ColumnElement[bool]:
    """Whether a row was sealed with the key of the account that goes."""
    if not seal.key:
        return is_theirs(one, two.goes)
    here, _, there = seal.key.partition(".")
    if not there:
        return one.table.c[here] == two.goes
    (link,) = one.table.c[here].foreign_keys
    parent = link.column.table
    return one.table.c[here].in_(select(link.column).where(parent.c[there] == two.goes))


def _in_pieces(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
