"""What the two do together: meetings, hours, goals, and the notebook that only they read."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.mentoring.rules.meetings import PLANNED
from app.mentoring.rules.topics import CONTACT_MODES


class MentoringMeeting(Row, Base):
    """A meeting that is planned, or of which somebody said that it happened."""

    __tablename__ = "mentoring_meeting"
    __table_args__ = (
        CheckConstraint("state IN ('planned','happened','cancelled','missed')", name="known_state"),
        CheckConstraint(f"mode IN ({sql_words(CONTACT_MODES)})", name="known_mode"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name="start_and_end"),
        CheckConstraint("starts_at IS NOT NULL OR state = 'happened'", name="planned_for_a_time"),
        CheckConstraint("(state = 'happened') = (happened_on IS NOT NULL)", name="happened_on_day"),
        CheckConstraint("noted_via IN ('page','text','call','paper')", name="known_channel"),
        CheckConstraint("minutes > 0", name="minutes_are_positive"),
        Index("ix_mentoring_meeting_of", "pairing_id", "starts_at"),
        Index("ix_mentoring_meeting_coming", "starts_at", postgresql_where="state = 'planned'"),
    )

    pairing_id: Mapped[UUID] = mapped_column(ForeignKey("pairing.id", ondelete="CASCADE"))
    # No times: it was not planned here, and somebody noted it afterwards.
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    mode: Mapped[str]
    # Where, or a number or address to meet at; may be empty.
    place: Mapped[str] = mapped_column(default="", server_default="")
    state: Mapped[str]
    happened_on: Mapped[date | None]
    minutes: Mapped[int | None]
    # How often what a calendar shows has changed (RFC 5545, SEQUENCE), and when it last did.
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    changed_at: Mapped[datetime | None]
    planned_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    planned_at: Mapped[datetime]
    noted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    noted_via: Mapped[str | None]
    noted_at: Mapped[datetime | None]
    request_key: Mapped[UUID] = mapped_column(unique=True)

    def is_ahead(self, now: datetime) -> bool:
        """Whether it is planned and not over yet."""
        return self.state == PLANNED and self.ends_at is not None and now < self.ends_at

    def has_begun(self, now: datetime) -> bool:
        """Whether its time has come; what was never planned has always begun."""
        return self.starts_at is None or self.starts_at <= now


class MentoringHours(Row, Base):
    """Time that one person gave or received; each gift is two rows, and each is its owner's.

    Nobody else sees it, and it buys nothing. It goes with its person.
    """

    __tablename__ = "mentoring_hours"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id", "direction"),
        CheckConstraint("direction IN ('gave','received')", name="known_direction"),
        CheckConstraint("minutes > 0", name="minutes_are_positive"),
        Index("ix_mentoring_hours_of", "person_id", "noted_at"),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("mentoring_meeting.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    direction: Mapped[str]
    minutes: Mapped[int]
    noted_at: Mapped[datetime]


class MentoringGoal(Row, Base):
    """Something that one of the two would like, with steps; both see it. Goes with its owner."""

    __tablename__ = "mentoring_goal"
    __table_args__ = (
        CheckConstraint("state IN ('open','reached','let_go')", name="known_state"),
        UniqueConstraint("pairing_id", "request_key"),
    )

    pairing_id: Mapped[UUID] = mapped_column(ForeignKey("pairing.id", ondelete="CASCADE"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    # Title and steps as JSON, sealed with the pairing's key for GOAL of this row.
    sealed_words: Mapped[bytes]
    state: Mapped[str] = mapped_column(default="open", server_default="open")
    # Rises with each change, so that two who change it at once do not undo each other's.
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    # Who entered it; empty for its owner.
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    request_key: Mapped[UUID]


class NotebookEntry(Row, Base):
    """Something that one of the two wrote for both; goes with its author."""

    __tablename__ = "notebook_entry"
    __table_args__ = (
        UniqueConstraint("pairing_id", "author_id", "request_key"),
        Index("ix_notebook_entry_of", "pairing_id", "written_at"),
    )

    pairing_id: Mapped[UUID] = mapped_column(ForeignKey("pairing.id", ondelete="CASCADE"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    # Sealed with the pairing's key for NOTE of this row.
    sealed_words: Mapped[bytes]
    written_at: Mapped[datetime]
    request_key: Mapped[UUID]
