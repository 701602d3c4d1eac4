"""The light question to both, texts that came in answer, and whom a coordinator should ring."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class CheckIn(Row, Base):
    """One question to one member, and the answer; the other is asked the same. Goes with them."""

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("pairing_id", "number", "person_id"),
        CheckConstraint("state IN ('asked','answered','missed','not_asked')", name="known_state"),
        CheckConstraint("answer IN ('well','mixed','low')", name="known_answer"),
        CheckConstraint("(state = 'answered') = (answer IS NOT NULL)", name="answered_by_answer"),
        CheckConstraint("via IN ('page','text','call','paper')", name="known_channel"),
        Index("ix_check_in_of", "person_id", "asked_on"),
        Index("ix_check_in_waiting", "asked_on", postgresql_where="state = 'asked'"),
    )

    pairing_id: Mapped[UUID] = mapped_column(ForeignKey("pairing.id", ondelete="CASCADE"))
    # The how manieth of the pairing, from 1.
    number: Mapped[int]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    asked_on: Mapped[date]
    # `not_asked`: there was no way to reach them, and the coordinator was told.
    state: Mapped[str] = mapped_column(default="asked", server_default="asked")
    answer: Mapped[str | None]
    wants_call: Mapped[bool] = mapped_column(default=False, server_default="false")
    answered_at: Mapped[datetime | None]
    via: Mapped[str | None]
    # Who entered it; empty for the person themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class CheckInText(Row, Base):
    """A text message that came in, and what became of it; goes with its sender."""

    __tablename__ = "check_in_text"
    __table_args__ = (
        CheckConstraint(
            "fate IN ('answer','not_an_answer','nobody','several_people')", name="known_fate"
        ),
        Index("ix_check_in_text_received_at", "received_at"),
    )

    # The carrier's own name for it, so that it is taken once.
    provider_id: Mapped[str] = mapped_column(unique=True)
    # From where; forgotten after a time when it is nobody's number.
    phone: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    check_in_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("check_in.id", ondelete="SET NULL"), index=True
    )
    fate: Mapped[str]
    # What it says when it is no answer, sealed with the person's own key for CHECK_IN_TEXT of this
    # row: they can read again what they sent. What comes from nobody's number is not kept.
    sealed_words: Mapped[bytes | None]
    received_at: Mapped[datetime]


class MentoringCall(Row, Base):
    """A reason to ring somebody. There is no place for notes, so that there are no hidden ones."""

    __tablename__ = "mentoring_call"
    __table_args__ = (
        CheckConstraint(
            "why IN ('low','two_missed','wants_call','unread_text','no_way_to_reach','absent',"
            "'no_answer_yet','more_than_room','role_unreached')",
            name="known_why",
        ),
        # The same reason stands once until somebody has rung.
        Index(
            "uq_mentoring_call_open",
            "person_id",
            "pairing_id",
            "why",
            unique=True,
            postgresql_where="settled_at IS NULL",
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_mentoring_call_raised_at", "raised_at", postgresql_where="settled_at IS NULL"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    pairing_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), index=True
    )
    why: Mapped[str]
    raised_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
