"""Copies of all that is kept about somebody, and their pieces, sealed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.rights.rules.copies import STATES


class AccessCopy(Row, Base):
    """A copy that somebody asked for: `asked -> working -> ready -> gone`, or `failed`.

    The row is the job. The file hangs on it in pieces, and goes after some days.
    """

    __tablename__ = "access_copy"
    __table_args__ = (
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
        CheckConstraint("(state = 'ready') <= (ends_at IS NOT NULL)", name="ready_has_an_end"),
        Index(
            "uq_access_copy_open",
            "person_id",
            unique=True,
            postgresql_where="state IN ('asked','working')",
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime]
    # Who asked: the person, or a programme lead whom they told. Only the person can fetch it.
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(default="asked", server_default="asked")
    claim: Mapped[UUID | None]
    claimed_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    ready_at: Mapped[datetime | None]
    # When the file is removed: some days after it was ready, or an hour after it was fetched.
    ends_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]
    # Bytes of the file.
    size: Mapped[int] = mapped_column(default=0, server_default="0")


class AccessCopyPiece(Base):
    """A piece of the file, sealed with the key of whose copy it is."""

    __tablename__ = "access_copy_piece"

    copy_id: Mapped[UUID] = mapped_column(
        ForeignKey("access_copy.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    # Sealed for PIECE and its number.
    content: Mapped[bytes]


PIECE = "access_copy_piece.content"
