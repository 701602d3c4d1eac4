"""A kind contact with somebody who was missed, and all that became of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class FollowUp(Row, Base):
    """A kind contact by a person with somebody who was missed; one for each session."""

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("gathering_id", "enrolment_id"),
        CheckConstraint("state IN ('open','snoozed','done')", name="known_state"),
        CheckConstraint("(state = 'snoozed') = (snoozed_until IS NOT NULL)", name="snooze_ends"),
    )

    gathering_id: Mapped[UUID] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    # Who looks after it; empty: nobody yet.
    owner_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[str] = mapped_column(default="open", server_default="open")
    snoozed_until: Mapped[datetime | None]
    # The reason that is known, what came of the contact, and a note; each may be empty.
    reason: Mapped[str] = mapped_column(default="", server_default="")
    outcome: Mapped[str] = mapped_column(default="", server_default="")
    note: Mapped[str] = mapped_column(default="", server_default="")
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class FollowUpChange(Row, Base):
    """How a follow-up stood after one change of it; kept for ever, and never changed."""

    __tablename__ = "follow_up_change"
    __table_args__ = (
        Index("ix_follow_up_change_of", "follow_up_id", "changed_at"),
        CheckConstraint("state IN ('open','snoozed','done')", name="known_state"),
    )

    follow_up_id: Mapped[UUID] = mapped_column(ForeignKey("follow_up.id", ondelete="CASCADE"))
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    state: Mapped[str]
    snoozed_until: Mapped[datetime | None]
    reason: Mapped[str]
    outcome: Mapped[str]
    note: Mapped[str]
