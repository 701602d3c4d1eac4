"""Which rows were deleted, so that no backup brings back what somebody took back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base


class GoneRow(Base):
    """A row that was deleted: its table and a mark of its id, and nothing that stood in it.

    Where there is one row for each person the id is theirs, so nobody reads it here. Whoever has
    an id can still find its mark.

    A trigger (`remember_gone`) on each table that says `gone` in its room's rights.py writes it.
    """

    __tablename__ = "gone_row"

    table_name: Mapped[str] = mapped_column(primary_key=True)
    # SHA-256, in hex, of the values of its primary key with commas between them.
    row_id: Mapped[str] = mapped_column(primary_key=True)
    gone_at: Mapped[datetime] = mapped_column(server_default=func.now())
