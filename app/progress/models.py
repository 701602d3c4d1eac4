"""One row for each person and step, and the history of answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class StepProgress(Row, Base):
    """How far one enrolment is with one step; it never goes backwards."""

    __tablename__ = "step_progress"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "step_id"),
        CheckConstraint(
            "(done_at IS NULL) = (done_by_rule IS NULL)"
            " AND (done_at IS NULL) = (rule_version IS NULL)",
            name="done_says_why",
        ),
    )

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    step_id: Mapped[UUID] = mapped_column(ForeignKey("step.id"), index=True)
    seen_at: Mapped[datetime]
    # The last visit, so that a person resumes where they were.
    visited_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    # Which rule made it done (marked, answered, wrote), its version, and what it rested on.
    done_by_rule: Mapped[str | None]
    rule_version: Mapped[int | None]
    evidence: Mapped[dict[str, Any] | None]
    # Who typed it in for the person; empty: they did it themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class Answer(Row, Base):
    """One try at one question of a knowledge check; the history is kept."""

    __tablename__ = "answer"
    # A form sent twice is one try; the key's index also finds the tries of a step.
    __table_args__ = (UniqueConstraint("enrolment_id", "step_id", "question_key", "request_key"),)

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    step_id: Mapped[UUID] = mapped_column(ForeignKey("step.id"), index=True)
    question_key: Mapped[str]
    option_key: Mapped[str]
    right: Mapped[bool]
    # Made of the form's key and the option: the same sending twice is one try, a change is two.
    request_key: Mapped[UUID]
    answered_at: Mapped[datetime]
    # Who typed it in for the person, from paper or the phone; empty: they answered themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class SessionEnd(Row, Base):
    """When a cohort's first session on a module ends or ended; kept by the room of sessions.

    By the module's key, so that it holds when the cohort moves to another edition.
    """

    __tablename__ = "session_end"
    __table_args__ = (UniqueConstraint("cohort_id", "module_key"),)

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    module_key: Mapped[str]
    ends_at: Mapped[datetime]


class Unlock(Row, Base):
    """A module that a facilitator opened early, for one person or (without one) for everybody."""

    __tablename__ = "unlock"
    __table_args__ = (
        UniqueConstraint(
            "cohort_id", "module_key", "enrolment_id", postgresql_nulls_not_distinct=True
        ),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    module_key: Mapped[str]
    enrolment_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    unlocked_at: Mapped[datetime]
    unlocked_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )


class Excuse(Row, Base):
    """A step that is not asked of one person; taken back, it is asked again and the row stays.

    By keys, so that it holds when the cohort moves to another edition.
    """

    __tablename__ = "excuse"
    __table_args__ = (
        Index(
            "uq_excuse_standing",
            *("enrolment_id", "module_key", "step_key"),
            unique=True,
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )

    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    module_key: Mapped[str]
    step_key: Mapped[str]
    # In words that the person reads too; may be empty.
    reason: Mapped[str] = mapped_column(default="", server_default="")
    excused_at: Mapped[datetime]
    excused_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )


class MoreTime(Row, Base):
    """Until when somebody has time for a module; the newest row holds, and the others stay."""

    __tablename__ = "more_time"
    __table_args__ = (Index("ix_more_time_of", "enrolment_id", "module_key", "given_at"),)

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    module_key: Mapped[str]
    # The last day, in the cohort's zone.
    until: Mapped[date]
    given_at: Mapped[datetime]
    given_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class CohortMove(Row, Base):
    """A cohort was moved to another edition of the programme or of the framework."""

    __tablename__ = "cohort_move"

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    from_edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id"))
    to_edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id"))
    from_framework_id: Mapped[UUID | None] = mapped_column(ForeignKey("framework_edition.id"))
    to_framework_id: Mapped[UUID | None] = mapped_column(ForeignKey("framework_edition.id"))
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
