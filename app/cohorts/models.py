"""Cohorts and enrolments."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, new_id


class Cohort(Row, Base):
    """People going through one edition together; all its times are shown in `time_zone`."""

    __tablename__ = "cohort"

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
    # A form sent twice carries the same key and opens one cohort.
    request_key: Mapped[UUID] = mapped_column(unique=True, default=new_id)

    @property
    def first_day(self) -> str:
        """The start date in words, such as `Tuesday 2 February 2027`."""
        return f"{self.starts_on:%A} {self.starts_on.day} {self.starts_on:%B %Y}"


class Enrolment(Row, Base):
    """A person in a cohort, with a role and a standing; standing never changes a right."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("cohort_id", "person_id"),
        CheckConstraint("role IN ('participant','facilitator')", name="known_role"),
        CheckConstraint("state IN ('invited','joined','declined','left')", name="known_state"),
        CheckConstraint(
            "standing IN ('pcn_staff','community_health_creator','local_partner',"
            "'lived_experience')",
            name="known_standing",
        ),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    standing: Mapped[str]
    state: Mapped[str]
    # Who entered this person, since the record says who did what for whom.
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    added_at: Mapped[datetime]
    # The newest invitation, and how many there have been; each is a letter of its own.
    invited_at: Mapped[datetime | None]
    invitations: Mapped[int] = mapped_column(default=0, server_default="0")
    # Who entered the answer: the person, or a facilitator whom they told it.
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    declined_at: Mapped[datetime | None]
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
