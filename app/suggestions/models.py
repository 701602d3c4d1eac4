"""What people would change about a step, and what came of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, new_id


class Suggestion(Row, Base):
    """A change to one step that somebody asks for; it and its answer are open to the cohort.

    The author's name is shown only if they want it to be.
    """

    __tablename__ = "suggestion"
    __table_args__ = (
        Index("ix_suggestion_cohort_id", "cohort_id", "id"),
        CheckConstraint("state IN ('new','thinking','done','not_now')", name="known_state"),
        CheckConstraint(
            "(state IN ('done','not_now')) <= (answer <> '')", name="a_decision_has_an_answer"
        ),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    step_id: Mapped[UUID] = mapped_column(ForeignKey("step.id"), index=True)
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str]
    is_named: Mapped[bool]
    state: Mapped[str] = mapped_column(default="new", server_default="new")
    answer: Mapped[str] = mapped_column(default="", server_default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    # Who typed it in for the author, from paper or the phone; empty: they wrote it themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    # A form sent twice carries the same key and makes one suggestion.
    request_key: Mapped[UUID] = mapped_column(unique=True, default=new_id)
