"""Making keys, locking them with a new master key, and doing away with them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import changed, master_keys
from app.kit.sealing import MARK_BYTES, DataKey
from app.vault.models import VaultKey
from app.vault.queries import opened

BATCH = 500
# Built once.
_LOCKED = select(VaultKey.locked).where(VaultKey.owner_id == bindparam("owner"))
_ALONE = _LOCKED.with_for_update(key_share=True)


def key_for_writing(db: Session, owner_id: UUID, *, now: datetime, alone: bool = False) -> DataKey:
    """The owner's key, made when they write for the first time.

    `alone`: until the commit nothing else that asks for it alone is written for this owner, so
    that a statement that follows sees all that was. One statement; two the first time.
    Raises: CannotOpen.
    """
    locked = db.scalar(_ALONE if alone else _LOCKED, {"owner": owner_id})
    if locked is None:
        fresh = master_keys(db).new_locked(owner_id)
        # Two pages of one person may both be the first: one key is kept, and both use it.
        made = insert(VaultKey).values(owner_id=owner_id, locked=fresh, made_at=now)
        # Changes nothing, so that the key that is there is given back.
        locked = db.scalars(
            made.on_conflict_do_update(
                index_elements=["owner_id"], set_={"owner_id": made.excluded.owner_id}
            ).returning(VaultKey.locked)
        ).one()
    return opened(db, locked, owner_id)


def relock_some(db: Session) -> int:
    """Lock up to 500 keys with the newest master key, and say how many; 0 when all are.

    What the keys sealed stays as it is. A key that somebody is writing with is waited for, so that
    none is passed over. One statement, and one more for each key.
    Raises: CannotOpen when a key was locked with a master key that is lost.
    """
    masters = master_keys(db)
    rows = db.execute(
        select(VaultKey.owner_id, VaultKey.locked)
        .where(_mark() != masters.newest)
        .order_by(VaultKey.owner_id)
        .limit(BATCH)
        .with_for_update()
    ).all()
    for owner_id, locked in rows:
        again = masters.relock(locked, owner_id)
        db.execute(update(VaultKey).where(VaultKey.owner_id == owner_id).values(locked=again))
    return len(rows)


def destroy_key(db: Session, owner_id: UUID) -> bool:
    """Do away with an owner's key and so with all that it sealed. One statement."""
    return changed(db, delete(VaultKey).where(VaultKey.owner_id == owner_id)) == 1


def count_by_mark(db: Session) -> dict[bytes, int]:
    """How many keys each master key has locked, by its mark. One statement."""
    mark = _mark().label("mark")
    rows = db.execute(select(mark, func.count()).group_by(mark))
    return {bytes(mark): number for mark, number in rows}


def _mark() -> func.Function[bytes]:  # type: ignore[name-defined]
    return func.substring(VaultKey.locked, 1, MARK_BYTES)
