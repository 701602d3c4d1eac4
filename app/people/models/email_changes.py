"""E-mail addresses that people asked for and do not have yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class EmailChange(Row, Base):
    """Somebody asked for another address; the row goes when it is theirs, or will never be.

    The links in the two letters stand nowhere: they follow from the letters' ids and the
    platform's secret.
    """

    __tablename__ = "email_change"
    __table_args__ = (Index("ix_email_change_asked", "asked_at"),)

    # One at a time: who asks again thinks of another.
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), unique=True
    )
    new_email: Mapped[str]
    # The sign-in that asked stays when the others end.
    asked_in_id: Mapped[UUID | None] = mapped_column(ForeignKey("sign_in.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime]
    # When whoever reads the new address said yes, and whoever reads the old one.
    new_confirmed_at: Mapped[datetime | None]
    old_confirmed_at: Mapped[datetime | None]
