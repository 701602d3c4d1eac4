"""Who has voted, and apart from that what was voted."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.participation.rules.tallies import FEWEST_PAPERS, STATES, WAITING


class PollVoter(Base):
    """The roll: somebody has voted. It has no id and no time of its own, and knows no votes."""

    __tablename__ = "poll_voter"

    poll_id: Mapped[UUID] = mapped_column(
        ForeignKey("poll.id", ondelete="CASCADE"), primary_key=True
    )
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    # Who typed it in for them; none: they voted themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # The count on paper in which their vote is.
    tally_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("poll_tally.id", ondelete="CASCADE"), index=True
    )


class BallotBox(Base):
    """All votes of a poll in one sealed text (see rules/boxes.py), until it closes.

    One row for all of them, written anew with each vote: no ballot has a row, and so none has an
    id, a time, a place on the disk or a number of the transaction that wrote it.
    """

    __tablename__ = "ballot_box"

    poll_id: Mapped[UUID] = mapped_column(
        ForeignKey("poll.id", ondelete="CASCADE"), primary_key=True
    )
    # Sealed with a key of the poll's own, which is destroyed when the votes are counted.
    content: Mapped[bytes]


class PollVote(Base):
    """What somebody chose where names are hidden and the poll is not secret; until it closes."""

    __tablename__ = "poll_vote"

    poll_id: Mapped[UUID] = mapped_column(
        ForeignKey("poll.id", ondelete="CASCADE"), primary_key=True
    )
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    # The dots of each answer, in the order of the answers.
    dots: Mapped[list[Any]]


class PollTally(Row, Base):
    """Votes counted on paper by two; they go into the box once the witness says they are right."""

    __tablename__ = "poll_tally"
    __table_args__ = (
        Index("ix_poll_tally_of", "poll_id"),
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
        CheckConstraint(f"people >= {FEWEST_PAPERS}", name="papers_are_mixed"),
        CheckConstraint(
            "(state = 'waiting') = (numbers IS NOT NULL)", name="numbers_while_waiting"
        ),
    )

    poll_id: Mapped[UUID] = mapped_column(ForeignKey("poll.id", ondelete="CASCADE"))
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    entered_at: Mapped[datetime]
    witness_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[str] = mapped_column(default=WAITING, server_default=WAITING)
    # Who entered the witness's answer: the witness, or somebody whom they told it.
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    people: Mapped[int]
    # The dots of each answer, sealed as the box is; gone when the witness has answered.
    numbers: Mapped[bytes | None]
    # A form sent twice carries the same key and is one count.
    request_key: Mapped[UUID] = mapped_column(unique=True)
