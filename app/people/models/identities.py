"""Accounts elsewhere with which people sign in here."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class Identity(Row, Base):
    """An account of another service that is joined to a person; known by issuer and subject."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    # How the person knows that account again, as it was called when they were joined.
    label: Mapped[str]
    joined_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
