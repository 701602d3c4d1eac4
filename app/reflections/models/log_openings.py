"""Requests to open somebody's log for a serious reason, and what was read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row

REASON = "log_opening.reason"


class LogOpening(Row, Base):
    """One person asks to open one log, and a second one says yes or no; neither can do both."""

    __tablename__ = "log_opening"
    __table_args__ = (
        CheckConstraint("state IN ('asked','approved','refused','withdrawn')", name="known_state"),
        CheckConstraint("decided_by_id <> asked_by_id", name="two_people"),
        CheckConstraint("asked_by_id <> person_id", name="not_ones_own"),
        CheckConstraint("decided_by_id <> person_id", name="not_the_author"),
        CheckConstraint(
            "(state = 'approved') = (ends_at IS NOT NULL)", name="open_for_a_stated_time"
        ),
        UniqueConstraint("asked_by_id", "request_key"),
        Index("ix_log_opening_person_id_asked_at", "person_id", "asked_at"),
        Index("ix_log_opening_asked_at", "asked_at"),
    )

    # Whose log it is.
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    asked_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    # Why, word for word as the author will read it; sealed with their key for REASON of this row.
    sealed_reason: Mapped[bytes]
    is_required_by_law: Mapped[bool]
    asked_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="asked", server_default="asked")
    decided_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    decided_at: Mapped[datetime | None]
    # Until when the log is open, set at the yes; and when the asker closed it sooner, or the
    # database did, because one of the two had lost the role (migration 0019).
    ends_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    request_key: Mapped[UUID]


class LogOpeningRead(Row, Base):
    """One version of one entry that was read; rows are added and never changed."""

    __tablename__ = "log_opening_read"
    __table_args__ = (UniqueConstraint("opening_id", "reflection_id", "number", "minutes"),)

    opening_id: Mapped[UUID] = mapped_column(ForeignKey("log_opening.id", ondelete="CASCADE"))
    # Nothing: its author has deleted the entry since.
    reflection_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("reflection.id", ondelete="SET NULL"), index=True
    )
    number: Mapped[int]
    read_at: Mapped[datetime]
    # Which ten minutes that was, counted from 1970.
    minutes: Mapped[int]
