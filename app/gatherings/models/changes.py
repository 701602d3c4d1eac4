"""What a session was before each change of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class GatheringChange(Row, Base):
    """One change of a session, or its calling off: how the session stood until then.

    Letters say from this what was and what is now, also to somebody whom an earlier letter did
    not reach in time.
    """

    __tablename__ = "gathering_change"
    __table_args__ = (UniqueConstraint("gathering_id", "sequence"),)

    gathering_id: Mapped[UUID] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    # The number that the session has since this change.
    sequence: Mapped[int]
    # Whether the people of the cohort are told; they are not of a slip of the pen put right.
    told: Mapped[bool]
    # The form whose yes changed several sessions at once; the letter about them carries it.
    batch_id: Mapped[UUID | None] = mapped_column(index=True)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # The session as it stood before.
    title: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    how: Mapped[str]
    place: Mapped[str]
    link: Mapped[str]
    phone: Mapped[str]
    about: Mapped[str]
    access: Mapped[str]
    capacity: Mapped[int | None]
