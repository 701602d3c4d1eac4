"""What people of a cohort say to each other about a page of the course."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class DiscussionPost(Row, Base):
    """A thought or a question about a step, or an answer to one; open to the cohort, with a name.

    A question waits until somebody else has answered it.
    """

    __tablename__ = "discussion_post"
    __table_args__ = (
        Index(
            "ix_discussion_post_of", "cohort_id", "id", postgresql_where=text("parent_id IS NULL")
        ),
        CheckConstraint("parent_id IS NULL OR NOT is_question", name="an_answer_is_no_question"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    step_id: Mapped[UUID] = mapped_column(ForeignKey("step.id"), index=True)
    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    # What it answers; none: it began.
    parent_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("discussion_post.id", ondelete="CASCADE"), index=True
    )
    # Empty when its author has taken it back.
    words: Mapped[str]
    is_question: Mapped[bool]
    # Who typed it in for the author, from paper or the phone.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    # A form sent twice carries the same key and says it once.
    request_key: Mapped[UUID] = mapped_column(unique=True)
