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
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    module_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_module.id"), index=True)
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
    state: Mapped[str] = mapped_column(default="planned", server_default="planned")
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


class Attendance(Row, Base):
    """How a person took part in a session, as a facilitator noted it."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("gathering_id", "enrolment_id"),
        CheckConstraint("how IN ('in_person','online','phone')", name="known_way"),
    )

    gathering_id: Mapped[UUID] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    how: Mapped[str]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
