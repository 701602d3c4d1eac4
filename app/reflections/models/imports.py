"""A log that somebody brings along, between the look and the yes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base


class LogImport(Base):
    """What one person sent to be brought into their log; it is gone after the yes, or a day."""

    __tablename__ = "log_import"

    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    # The file as it was sent, sealed for IMPORTED of this person.
    sealed: Mapped[bytes] = mapped_column(deferred=True)
    kept_at: Mapped[datetime] = mapped_column(index=True)


IMPORTED = "log_import.data"
