"""What facilitators write for a report: messages, what stands under them, and notes of sessions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.outputs.rules.making import STANDS_ON


class SessionNote(Row, Base):
    """Notes of a session in which a cohort made sense of the words; a source of messages.

    A change names the version that it was made from, so that two facilitators lose nothing.
    """

    __tablename__ = "session_note"
    __table_args__ = (
        Index("ix_session_note_of", "output_id", "held_on"),
        CheckConstraint("people >= 0", name="people_are_counted"),
        CheckConstraint("version > 0", name="versions_begin_at_one"),
        CheckConstraint("said <> ''", name="something_was_said"),
    )

    output_id: Mapped[UUID] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"))
    # None: it was no session that the platform knows, such as a talk over tea.
    gathering_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("gathering.id", ondelete="SET NULL"), index=True
    )
    held_on: Mapped[date]
    # How many people took part; exact, so it is shown through small numbers only.
    people: Mapped[int]
    said: Mapped[str]
    # What they did not agree on; may be empty.
    differed: Mapped[str] = mapped_column(default="", server_default="")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    written_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    written_at: Mapped[datetime]
    # A form sent twice carries the same key and makes one note.
    request_key: Mapped[UUID] = mapped_column(unique=True)


class KeyMessage(Row, Base):
    """A key message of an output, and how its cohort stands behind it.

    Either facilitators wrote it, or it is a contribution as its author said it.
    """

    __tablename__ = "key_message"
    __table_args__ = (
        UniqueConstraint("output_id", "contribution_id"),
        # Checked at commit, so that two messages may change places.
        UniqueConstraint(
            "output_id",
            "position",
            name="uq_key_message_position",
            deferrable=True,
            initially="DEFERRED",
        ),
        CheckConstraint(f"stands_on IN ({sql_words(STANDS_ON)})", name="known_ground"),
        CheckConstraint(
            "(contribution_id IS NULL) = (words <> '')", name="written_or_taken_as_said"
        ),
        CheckConstraint("version > 0", name="versions_begin_at_one"),
    )

    output_id: Mapped[UUID] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"))
    # From 0, without gaps.
    position: Mapped[int]
    words: Mapped[str] = mapped_column(default="", server_default="")
    contribution_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    stands_on: Mapped[str]
    note_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("session_note.id", ondelete="SET NULL"), index=True
    )
    poll_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("poll.id", ondelete="SET NULL"), index=True
    )
    # The key of a priority of the course; empty: none.
    priority: Mapped[str] = mapped_column(default="", server_default="")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    written_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    written_at: Mapped[datetime]
    request_key: Mapped[UUID] = mapped_column(unique=True)


class Placement(Base):
    """Where a contribution stands in an output, or that it is left out; without one it goes in."""

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint(
            "(message_id IS NOT NULL)::int + (priority <> '')::int + left_out::int <= 1",
            name="one_place",
        ),
    )

    output_id: Mapped[UUID] = mapped_column(
        ForeignKey("output.id", ondelete="CASCADE"), primary_key=True
    )
    contribution_id: Mapped[UUID] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    message_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("key_message.id", ondelete="SET NULL"), index=True
    )
    priority: Mapped[str] = mapped_column(default="", server_default="")
    left_out: Mapped[bool] = mapped_column(default=False, server_default="false")
    placed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    placed_at: Mapped[datetime]
