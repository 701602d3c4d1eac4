"""Certificates: what was so on the day when they were issued, and what became of them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.certificates.rules.codes import said
from app.certificates.rules.states import REPLACED, REVOKED, VALID, WORDS
from app.kit.db import Base, Row
from app.kit.times import say_length


class Certificate(Row, Base):
    """That a person went through a course; its facts stay as they were.

    The first has number 1. One with another name, or one after a mistake, is a certificate of its
    own with the next number and a code of its own.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        # Whoever comes second, be it a run or a click, makes nothing.
        UniqueConstraint("person_id", "cohort_id", "number"),
        # A cohort that runs again, or a person who moves, does not bring a second one.
        Index(
            "uq_certificate_first",
            "person_id",
            "edition_id",
            unique=True,
            postgresql_where="number = 1",
        ),
        Index("ix_certificate_cohort", "cohort_id", "issued_at"),
        CheckConstraint("number > 0", name="counts_from_one"),
        CheckConstraint(
            "(revoked_at IS NULL) = (revoked_reason = '')", name="taken_back_for_a_reason"
        ),
        CheckConstraint("replaced_at IS NULL OR revoked_at IS NULL", name="one_end"),
    )

    # Public: the page at /certificates/<code> and the QR code on paper.
    code: Mapped[str] = mapped_column(unique=True)
    # Its place in the list that says which badges are not valid any more.
    place: Mapped[int] = mapped_column(Identity(always=True), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id"), index=True)
    number: Mapped[int]
    # As it was when this was issued, whatever changes later.
    name: Mapped[str]
    course: Mapped[str]
    cohort_name: Mapped[str]
    started_on: Mapped[date]
    completed_on: Mapped[date]
    # Sessions that the register says they took part in, and their minutes.
    sessions: Mapped[int]
    session_minutes: Mapped[int]
    modules: Mapped[int]
    # Minutes of its modules, as the programme states them.
    module_minutes: Mapped[int]
    issued_at: Mapped[datetime]
    # Who issued it again; empty: it was issued on completion.
    issued_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # When its person first opened it.
    seen_at: Mapped[datetime | None]
    # When its person asked for one with their name as it is now.
    asked_at: Mapped[datetime | None]
    # Whoever checks it must know the name, and hears yes or no.
    hides_name: Mapped[bool] = mapped_column(default=False, server_default="false")
    replaced_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str] = mapped_column(default="", server_default="")
    revoked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    @property
    def state(self) -> str:
        """Valid, replaced or revoked."""
        if self.revoked_at is not None:
            return REVOKED
        return VALID if self.replaced_at is None else REPLACED

    @property
    def is_valid(self) -> bool:
        """Whether it counts."""
        return self.state == VALID

    @property
    def state_words(self) -> str:
        """What became of it, in words."""
        return WORDS[self.state]

    @property
    def said_code(self) -> str:
        """Its code in groups of four."""
        return said(self.code)

    @property
    def minutes(self) -> int:
        """All its minutes of learning."""
        return self.module_minutes + self.session_minutes

    @property
    def how_long(self) -> str:
        """All its minutes of learning, in words."""
        return say_length(self.minutes)
