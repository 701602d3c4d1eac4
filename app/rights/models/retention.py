"""Who was told that their account ends for want of use, and which accounts may not be erased."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class RetentionNotice(Row, Base):
    """That an account nobody used is erased at a moment, unless its person comes in or says so.

    The row goes when they come in. The letters about it say whether they were told.
    """

    __tablename__ = "retention_notice"

    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), unique=True
    )
    due_at: Mapped[datetime]
    # When somebody said that it is to stay; this is as good as having come in.
    kept_at: Mapped[datetime | None]


class LegalHold(Row, Base):
    """That an account may not be erased, for a reason that a programme lead gives, until lifted."""

    __tablename__ = "legal_hold"
    __table_args__ = (CheckConstraint("reason <> ''", name="says_why"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str]
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
