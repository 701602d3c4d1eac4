"""What a person counts as learning for their own appraisal."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class CpdRecord(Row, Base):
    """Something that a person learned: on which day, how long, and whether with others.

    It may belong to a reflection or to a session; when one of them goes, the record stays.
    """

    __tablename__ = "cpd_record"
    __table_args__ = (
        Index("ix_cpd_record_year", "person_id", "day", "id"),
        # A form sent twice carries the same key and makes one record.
        UniqueConstraint("person_id", "request_key"),
        # A reflection or a session counts once.
        UniqueConstraint("person_id", "reflection_id"),
        UniqueConstraint("person_id", "gathering_id"),
        CheckConstraint("minutes > 0", name="minutes_are_positive"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    reflection_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("reflection.id", ondelete="SET NULL"), index=True
    )
    gathering_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("gathering.id", ondelete="SET NULL"), index=True
    )
    day: Mapped[date]
    minutes: Mapped[int]
    participatory: Mapped[bool]
    # Whether it goes into the file for an appraisal, and whether the reflection's words go too.
    ticked: Mapped[bool] = mapped_column(default=False, server_default="false")
    with_reflection: Mapped[bool] = mapped_column(default=False, server_default="false")
    # Whether its pictures and voice notes go too; only ever with the words.
    with_files: Mapped[bool] = mapped_column(default=False, server_default="false")
    # Its name, what was learned and what changed, sealed for CPD_WORDS of this row.
    sealed: Mapped[bytes]
    # Whether anything is written beside the name.
    thought_over: Mapped[bool]
    request_key: Mapped[UUID]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]


CPD_WORDS = "cpd_record.words"


class CpdYear(Base):
    """The month with which a person's year of appraisal begins, and when a registration ends."""

    __tablename__ = "cpd_year"
    __table_args__ = (CheckConstraint("first_month BETWEEN 1 AND 12", name="a_month"),)

    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    first_month: Mapped[int]
    # The last day before a renewal, of whoever is registered with a body that goes by them.
    registered_until: Mapped[date | None]
