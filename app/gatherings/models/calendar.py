"""The private calendar of a person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class CalendarFeed(Row, Base):
    """An address at which a calendar program reads one person's sessions, until it is ended.

    The address is the signed id of this row, so that the database does not let anybody in.
    """

    __tablename__ = "calendar_feed"
    __table_args__ = (
        Index(
            "uq_calendar_feed_open", "person_id", unique=True, postgresql_where="ended_at IS NULL"
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
