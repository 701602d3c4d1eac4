"""What people say of their own wellbeing, apart from everything else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class WellbeingAnswer(Row, Base):
    """Answers to the four questions on one day, from 0 to 10; empty: left out."""

    __tablename__ = "wellbeing_answer"
    __table_args__ = (
        *(
            CheckConstraint(f"{key} BETWEEN 0 AND 10", name=f"{key}_on_the_scale")
            for key in ("satisfied", "worthwhile", "happy", "anxious")
        ),
        CheckConstraint(
            "num_nonnulls(satisfied, worthwhile, happy, anxious) > 0", name="something_is_said"
        ),
        Index("ix_wellbeing_answer_person", "person_id", "id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    satisfied: Mapped[int | None]
    worthwhile: Mapped[int | None]
    happy: Mapped[int | None]
    anxious: Mapped[int | None]
    answered_at: Mapped[datetime]
    # Who typed it in for the person, from paper or the phone; empty: they did it themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # A form sent twice carries the same key and is kept once.
    request_key: Mapped[UUID] = mapped_column(unique=True)
