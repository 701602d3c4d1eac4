"""Opening the keys of owners; who may ask for one is the asking room's to decide."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import master_keys
from app.kit.sealing import DataKey
from app.vault.models import VaultKey


def opened(db: Session, locked: bytes, owner_id: UUID) -> DataKey:
    """The key that a statement has read already (`VaultKey.locked`). No statement.

    Raises: CannotOpen when no master key of ours locked it.
    """
    return master_keys(db).unlock(locked, owner_id)


def keys_of(db: Session, owner_ids: Collection[UUID]) -> dict[UUID, DataKey]:
    """The keys of these owners; one who never wrote has none. One statement.

    Raises: CannotOpen.
    """
    rows = db.execute(
        select(VaultKey.owner_id, VaultKey.locked).where(VaultKey.owner_id.in_(owner_ids))
    )
    return {owner_id: opened(db, locked, owner_id) for owner_id, locked in rows}
