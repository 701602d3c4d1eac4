"""Worries: a log of its own that has no link to any pairing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class Worry(Row, Base):
    """What somebody is worried about, for the named safeguarding lead; it stays without a name.

    No row says which pairing it is about, or about whom: that stands in the sealed words.
    """

    __tablename__ = "worry"
    __table_args__ = (
        CheckConstraint("via IN ('page','phone')", name="known_way"),
        Index(
            "ix_worry_unopened",
            "escalates_at",
            postgresql_where="opened_at IS NULL AND escalated_at IS NULL",
        ),
        Index("ix_worry_raised_at", "raised_at"),
    )

    # What it is and whom it is about, as JSON; sealed with the worries' key for WORRY of this row.
    sealed_words: Mapped[bytes]
    # Nobody: they would not say who they are, or their account has been removed.
    raised_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    # Who took it down over the phone; they cannot read it again.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    via: Mapped[str]
    # Telling the person concerned would put somebody in danger.
    unsafe_to_tell: Mapped[bool] = mapped_column(default=False, server_default="false")
    # It is about the lead: it goes straight to the deputy, and no lead sees that it is there.
    kept_from_lead: Mapped[bool] = mapped_column(default=False, server_default="false")
    raised_at: Mapped[datetime]
    # When it goes to the deputy unless it has been opened.
    escalates_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    escalated_at: Mapped[datetime | None]
    # When the person concerned was told.
    told_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    request_key: Mapped[UUID] = mapped_column(unique=True)


class WorryChange(Row, Base):
    """One thing that happened to a worry; rows are added and never changed, by a trigger."""

    __tablename__ = "worry_change"
    __table_args__ = (
        Index("ix_worry_change_of", "worry_id", "at"),
        CheckConstraint(
            "what IN ('raised','opened','noted','escalated','told','closed')", name="known_change"
        ),
    )

    worry_id: Mapped[UUID] = mapped_column(ForeignKey("worry.id", ondelete="CASCADE"))
    what: Mapped[str]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # What was noted, sealed with the worries' key for WORRY_NOTE of this row.
    sealed_words: Mapped[bytes | None]
