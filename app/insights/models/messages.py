"""Messages to some of the people of a cohort."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class GroupMessage(Row, Base):
    """What somebody who runs a cohort wrote to some of its people.

    Each of them has a letter about this row, which tells what became of it.
    """

    __tablename__ = "group_message"
    __table_args__ = (Index("ix_group_message_cohort", "cohort_id", "sent_at"),)

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    written_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    sent_at: Mapped[datetime]
    subject: Mapped[str]
    words: Mapped[str]
    # Whom it went to, in words, as the filters said it at that moment; never a name of theirs.
    to_whom: Mapped[str]
    # How many letters were planned.
    people: Mapped[int]
    # When somebody held back what had not gone, and who.
    stopped_at: Mapped[datetime | None]
    stopped_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # A form sent twice carries the same key and is one message.
    request_key: Mapped[UUID] = mapped_column(unique=True)
