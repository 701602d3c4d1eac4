"""Gatherings: live sessions of a cohort (pages say "session")."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.gatherings.rules import PLANNED
from app.kit.db import Base, Row


class Gathering(Row, Base):
    """A live session; times are UTC and shown in the cohort's zone."""

    __tablename__ = "gathering"
    __table_args__ = (
        Index("ix_gathering_cohort_starts", "cohort_id", "starts_at"),
        # The worker looks for sessions still to come.
        Index("ix_gathering_coming", "starts_at", postgresql_where=text("state = 'planned'")),
        CheckConstraint("how IN ('online','in_person','blended')", name="known_way"),
        CheckConstraint("state IN ('planned','cancelled')", name="known_state"),
        CheckConstraint("purpose IN ('session','circle')", name="known_purpose"),
        CheckConstraint("capacity > 0", name="capacity_is_positive"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    module_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_module.id"), index=True)
    # A circle is where people in mentoring think together; chosen when it is planned.
    purpose: Mapped[str] = mapped_column(default="session", server_default="session")
    title: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    how: Mapped[str]
    # The room or building, and the address of the online room; either may be empty.
    place: Mapped[str] = mapped_column(default="", server_default="")
    link: Mapped[str] = mapped_column(default="", server_default="")
    # A number to take part by phone, and what will happen in a few words; may be empty.
    phone: Mapped[str] = mapped_column(default="", server_default="")
    about: Mapped[str] = mapped_column(default="", server_default="")
    # What the place offers, such as a step-free way in, and how many there is room for.
    access: Mapped[str] = mapped_column(default="", server_default="")
    capacity: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="planned", server_default="planned")
    series_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("gathering_series.id", ondelete="SET NULL"), index=True
    )
    # How often what a calendar shows has changed (RFC 5545, SEQUENCE), and when it last did.
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    changed_at: Mapped[datetime | None]
    # How often the start has moved; the reminders of each start are letters of their own.
    moves: Mapped[int] = mapped_column(default=0, server_default="0")
    # For those who could not be there: addresses or text, and a task; each may be empty.
    recording: Mapped[str] = mapped_column(default="", server_default="")
    # A transcript may be long, so only its own page reads it.
    transcript: Mapped[str] = mapped_column(
        default="", server_default="", deferred=True, deferred_raiseload=True
    )
    catch_up: Mapped[str] = mapped_column(default="", server_default="")
    planned_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    # A form sent twice carries the same key and makes one session.
    request_key: Mapped[UUID] = mapped_column(unique=True)

    def can_be_called_off(self, now: datetime) -> bool:
        """Whether the session is planned and has not begun."""
        return self.state == PLANNED and self.starts_at > now

    def is_over(self, now: datetime) -> bool:
        """Whether the time of the session has passed."""
        return self.ends_at <= now


class GatheringSeries(Row, Base):
    """Sessions that were planned together and can be moved together."""

    __tablename__ = "gathering_series"

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    # A form sent twice carries the same key and makes one series.
    request_key: Mapped[UUID] = mapped_column(unique=True)


class GatheringRole(Row, Base):
    """Who chairs or speaks at a session: somebody of the platform, or a guest by name."""

    __tablename__ = "gathering_role"
    __table_args__ = (
        UniqueConstraint("gathering_id", "role", "name"),
        CheckConstraint(
            "role IN ('chair','speaker','panel','lived_experience')", name="known_role"
        ),
    )

    gathering_id: Mapped[UUID] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    role: Mapped[str]
    # As it is shown; the person is named only when they use the platform.
    name: Mapped[str]
    # Their name stands in the row, so it goes with them; without it they would look like a guest.
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
