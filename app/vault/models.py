"""The locked keys of the owners of private writing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base


class VaultKey(Base):
    """The key with which one owner's writing is sealed: a person's, or one day a pair's.

    Without this row the owner's writing is lost for good, in every copy of the database made
    after it is gone.
    """

    __tablename__ = "vault_key"

    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    # Locked with a master key; see app/kit/sealing.py.
    locked: Mapped[bytes]
    made_at: Mapped[datetime]
