"""Who means to come, who came, and what follows when somebody could not."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class Reply(Row, Base):
    """Whether somebody means to come; where there is room for a number only, others wait."""

    __tablename__ = "reply"
    __table_args__ = (
        UniqueConstraint("gathering_id", "enrolment_id"),
        CheckConstraint("answer IN ('coming','waiting','sorry')", name="known_answer"),
    )

    gathering_id: Mapped[UUID] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    answer: Mapped[str]
    # What the person needs to take part; seen by those who run the cohort.
    access_needs: Mapped[str] = mapped_column(default="", server_default="")
    # The order of the line.
    waiting_since: Mapped[datetime | None]
    answered_at: Mapped[datetime]
    # Who entered it: the person, or a facilitator whom they told it.
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )


class JoinClick(Row, Base):
    """Somebody opened the online room through us: a hint for the register, not a proof."""

    __tablename__ = "join_click"
    __table_args__ = (UniqueConstraint("gathering_id", "enrolment_id"),)

    gathering_id: Mapped[UUID] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    first_at: Mapped[datetime]


class Attendance(Row, Base):
    """How a person took part in a session, as a facilitator noted it."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("gathering_id", "enrolment_id"),
        CheckConstraint(
            "how IN ('in_person','online','phone','apologies','missed')", name="known_way"
        ),
    )

    gathering_id: Mapped[UUID] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    how: Mapped[str]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class AttendanceChange(Row, Base):
    """One change of a register, kept for ever; empty words stand for "not noted"."""

    __tablename__ = "attendance_change"
    __table_args__ = (Index("ix_attendance_change_of", "gathering_id", "enrolment_id"),)

    gathering_id: Mapped[UUID] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    before: Mapped[str]
    after: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class CatchUp(Row, Base):
    """How far somebody who missed a session is with its catch-up task."""

    __tablename__ = "catch_up"
    __table_args__ = (
        UniqueConstraint("gathering_id", "enrolment_id"),
        CheckConstraint("state IN ('open','done','not_needed')", name="known_state"),
    )

    gathering_id: Mapped[UUID] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(default="open", server_default="open")
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    # Who said so: the person, or a facilitator whom they told it.
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
