"""What facilitators did with the call and post list, and what people choose to get."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class ContactTry(Row, Base):
    """One try to bring a listed letter to somebody by phone or on paper."""

    __tablename__ = "contact_try"
    __table_args__ = (
        CheckConstraint("outcome IN ('done','no_answer','moved')", name="known_outcome"),
    )

    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[str]
    note: Mapped[str] = mapped_column(default="", server_default="")
    tried_at: Mapped[datetime]
    tried_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # A form sent twice carries the same key and is one try.
    request_key: Mapped[UUID] = mapped_column(unique=True)


class LetterChoice(Row, Base):
    """What somebody chose for letters on one topic; without a row they come as they are due."""

    __tablename__ = "letter_choice"
    __table_args__ = (
        UniqueConstraint("person_id", "topic"),
        CheckConstraint("choice IN ('weekly','none')", name="known_choice"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    topic: Mapped[str]
    choice: Mapped[str]
    chosen_at: Mapped[datetime]
    # Who entered it: the person, or a facilitator whom they told it.
    chosen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class OpeningWords(Row, Base):
    """What a cohort's facilitators say at the top of one kind of letter."""

    __tablename__ = "opening_words"
    __table_args__ = (UniqueConstraint("cohort_id", "kind"),)

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    kind: Mapped[str]
    words: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
