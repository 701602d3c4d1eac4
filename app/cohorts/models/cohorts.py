"""Cohorts, and the places they belong to."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, new_id
from app.kit.times import in_zone, say_date

# The reminders of a new cohort; both words are also the database's default.
REMINDERS = ("week_before", "day_before", "hour_before", "catch_up", "release")
REMINDERS_SQL = f"'{{{','.join(REMINDERS)}}}'"


class Cohort(Row, Base):
    """People going through one edition together; all its times are shown in `time_zone`."""

    __tablename__ = "cohort"
    __table_args__ = (
        CheckConstraint("capacity > 0", name="capacity_is_positive"),
        CheckConstraint("offer_hours > 0", name="offers_last"),
    )

    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id"), index=True)
    # The edition of the framework that its people work with.
    framework_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("framework_edition.id"), index=True
    )
    time_zone: Mapped[str]
    starts_on: Mapped[date]
    created_at: Mapped[datetime]
    opened_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # A number that people can ring who would rather not use a computer; may be empty.
    phone: Mapped[str] = mapped_column(default="", server_default="")
    # How many participants there is room for; none: any number. Others wait in line.
    capacity: Mapped[int | None]
    # How long somebody whose turn has come may think about it.
    offer_hours: Mapped[int] = mapped_column(default=48, server_default="48")
    # The rules by which this cohort's people are reminded (see gatherings/rules/reminders.py).
    reminders: Mapped[list[str]] = mapped_column(
        ARRAY(Text), default=lambda: list(REMINDERS), server_default=text(REMINDERS_SQL)
    )
    # A form sent twice carries the same key and opens one cohort.
    request_key: Mapped[UUID] = mapped_column(unique=True, default=new_id)

    @property
    def first_day(self) -> str:
        """The start date in words, such as `Tuesday 2 February 2027`."""
        return say_date(self.starts_on)

    def begins(self, now: datetime) -> str:
        """When it begins or began, as in `starts on Tuesday 2 February 2027`."""
        return f"{'starts' if self.is_ahead(now) else 'started'} on {self.first_day}"

    def is_ahead(self, now: datetime) -> bool:
        """Whether it is still to begin, or begins today."""
        return in_zone(now, self.time_zone).date() <= self.starts_on


class CohortPlace(Row, Base):
    """A place that a cohort belongs to; there may be several."""

    __tablename__ = "cohort_place"
    __table_args__ = (UniqueConstraint("cohort_id", "place_id"),)

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    place_id: Mapped[UUID] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"), index=True)
