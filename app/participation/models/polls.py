"""Polls, the answers to choose from, and what is told of them when they have closed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.participation.rules import KINDS, OPEN, SECRECY, STATES


class Poll(Row, Base):
    """A question that somebody of a cohort asks all of it; `open -> closed` or `open -> stopped`.

    Exact numbers of votes are kept nowhere once it has closed.
    """

    __tablename__ = "poll"
    __table_args__ = (
        Index("ix_poll_of", "cohort_id", "closes_at"),
        Index("ix_poll_open", "closes_at", postgresql_where=text("state = 'open'")),
        CheckConstraint(f"kind IN ({sql_words(KINDS)})", name="known_kind"),
        CheckConstraint(f"secrecy IN ({sql_words(SECRECY)})", name="known_secrecy"),
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
        CheckConstraint("most_per_option BETWEEN 1 AND dots", name="cap_within_dots"),
        CheckConstraint("(state = 'stopped') = (reason <> '')", name="a_stop_has_a_reason"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    proposed_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    proposed_at: Mapped[datetime]
    # The facilitator who entered it for somebody who told it by phone or on paper.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    question: Mapped[str]
    about: Mapped[str]
    kind: Mapped[str]
    secrecy: Mapped[str]
    # How many dots each person has, and how many of them one answer may get; 1 in a choice.
    dots: Mapped[int]
    most_per_option: Mapped[int]
    closes_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=OPEN, server_default=OPEN)
    # How many people voted, as it may be told; empty until it has closed.
    voters_shown: Mapped[str] = mapped_column(default="", server_default="")
    stopped_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(default="", server_default="")
    # A form sent twice carries the same key and is one poll.
    request_key: Mapped[UUID] = mapped_column(unique=True)


class PollOption(Row, Base):
    """One answer of a poll, and what is told of it: never an exact number."""

    __tablename__ = "poll_option"
    __table_args__ = (UniqueConstraint("poll_id", "position"),)

    poll_id: Mapped[UUID] = mapped_column(ForeignKey("poll.id", ondelete="CASCADE"))
    # From 0, in the order in which they were written.
    position: Mapped[int]
    words: Mapped[str]
    shown: Mapped[str] = mapped_column(default="", server_default="")
    # In percent; none: nothing to draw.
    plotted: Mapped[float | None]
    # 1 came first; none: not told.
    place: Mapped[int | None]
