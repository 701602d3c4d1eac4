"""Which local indicators of a cohort go into an output."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base


class ChosenIndicator(Base):
    """That an indicator goes into an output; without a row it does not."""

    __tablename__ = "chosen_indicator"

    output_id: Mapped[UUID] = mapped_column(
        ForeignKey("output.id", ondelete="CASCADE"), primary_key=True
    )
    indicator_id: Mapped[UUID] = mapped_column(
        ForeignKey("indicator.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    chosen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    chosen_at: Mapped[datetime]
