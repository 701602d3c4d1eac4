"""What the library knows of each edition that anyone may read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base


class LibraryEntry(Base):
    """A published edition as it is found: how it begins, and its words to search for.

    Written when the edition is published, and gone when it is taken down.
    """

    __tablename__ = "library_entry"
    __table_args__ = (Index("ix_library_entry_words", "words", postgresql_using="gin"),)

    edition_id: Mapped[UUID] = mapped_column(
        ForeignKey("output_edition.id", ondelete="CASCADE"), primary_key=True
    )
    about: Mapped[str] = mapped_column(default="", server_default="")
    words: Mapped[Any] = mapped_column(TSVECTOR)
