"""What people answered to a scale that this deployment has a licence for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class ScaleAnswer(Row, Base):
    """Answers of one day, their wording and the score, sealed with the person's own key."""

    __tablename__ = "scale_answer"
    __table_args__ = (Index("ix_scale_answer_person", "person_id", "scale_key", "id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # The file's name, and which wording of it: answers to another wording are other answers.
    scale_key: Mapped[str]
    mark: Mapped[str]
    sealed: Mapped[bytes]
    answered_at: Mapped[datetime]
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # A form sent twice carries the same key and is kept once.
    request_key: Mapped[UUID] = mapped_column(unique=True)
