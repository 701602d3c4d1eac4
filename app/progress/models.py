"""One row for each person and step, and the history of answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
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


class Answer(Row, Base):
    """One try at one question of a knowledge check; the history is kept."""

    __tablename__ = "answer"
    # Ids sort by time of making, so the last id of a question is its latest try.
    __table_args__ = (
        Index("ix_answer_enrolment_step", "enrolment_id", "step_id", "question_key", "id"),
    )

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    step_id: Mapped[UUID] = mapped_column(ForeignKey("step.id"), index=True)
    question_key: Mapped[str]
    option_key: Mapped[str]
    right: Mapped[bool]
    answered_at: Mapped[datetime]
