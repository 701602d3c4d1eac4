"""Writing that is not saved as an entry yet; sealed like what is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base

DRAFT = "reflection_draft.text"
"""What a draft is sealed for; its row is named by the draft's key."""


class ReflectionDraft(Base):
    """What a person has written so far under one form; saving the form takes it away."""

    __tablename__ = "reflection_draft"
    __table_args__ = (Index("ix_reflection_draft_newest", "person_id", "saved_at"),)

    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    # The form's request key: it makes one entry, or one version of an entry, in the end.
    draft_key: Mapped[UUID] = mapped_column(primary_key=True)
    # The entry that is being changed, and the version that the writing began from.
    reflection_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), index=True
    )
    seen: Mapped[int | None]
    # Where the writing began.
    step_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("step.id", ondelete="SET NULL"), index=True
    )
    cohort_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("cohort.id", ondelete="SET NULL"), index=True
    )
    gathering_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("gathering.id", ondelete="SET NULL"), index=True
    )
    sealed: Mapped[bytes]
    # Counts the savings, whichever device they came from; no device's clock is asked.
    revision: Mapped[int]
    # The page in a browser that saved last, and how often that page had saved by then.
    writer: Mapped[UUID | None]
    nth: Mapped[int]
    saved_at: Mapped[datetime]
