"""That somebody reflected out loud."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base


class SpokenReflection(Base):
    """An entry of a log whose first version has no words: it was said, and nobody wrote it down."""

    __tablename__ = "spoken_reflection"

    reflection_id: Mapped[UUID] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), primary_key=True
    )
    happened_on: Mapped[date]
    # With what kind of person, never with whom.
    company: Mapped[str]
    minutes: Mapped[int | None]
