"""Pictures and voice notes on entries of a log, sealed like the writing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class Attachment(Row, Base):
    """One picture or recording on an entry; it goes with its entry."""

    __tablename__ = "attachment"
    # A form sent twice carries the same key and adds one file.
    __table_args__ = (UniqueConstraint("reflection_id", "request_key"),)

    reflection_id: Mapped[UUID] = mapped_column(ForeignKey("reflection.id", ondelete="CASCADE"))
    request_key: Mapped[UUID]
    # Picture or sound, the type as it is served, and the bytes before they were sealed.
    kind: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    # Sealed for FILE, NAME and DESCRIPTION of this row.
    sealed: Mapped[bytes] = mapped_column(deferred=True)
    sealed_name: Mapped[bytes]
    sealed_description: Mapped[bytes]
    added_at: Mapped[datetime]


FILE = "attachment.file"
NAME = "attachment.name"
DESCRIPTION = "attachment.description"
