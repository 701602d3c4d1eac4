"""Each time that somebody signed in, for as long as it lasts and a while after."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.people.rules.sign_ins import WAYS_IN, is_over


class SignIn(Row, Base):
    """One browser that somebody is signed in with; its cookie holds no more than this row's id.

    What they use is kept in plain words only: no address of theirs, and not what their browser
    says of itself.
    """

    __tablename__ = "sign_in"
    __table_args__ = (
        CheckConstraint(f"how IN ({sql_words(WAYS_IN)})", name="known_way"),
        CheckConstraint("char_length(device) <= 60", name="short_device"),
        CheckConstraint("ends_at > began_at", name="ends_later"),
        Index("ix_sign_in_person", "person_id", "began_at"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # The way in, such as "link" or "password".
    how: Mapped[str]
    # Such as "Chrome on Windows".
    device: Mapped[str]
    # Begun at a computer that other people use too.
    is_shared: Mapped[bool]
    began_at: Mapped[datetime]
    # Written now and then, not with each page.
    seen_at: Mapped[datetime]
    # However much it is used, it ends then.
    ends_at: Mapped[datetime]
    # When it was ended before that.
    ended_at: Mapped[datetime | None]

    def is_over(self, now: datetime) -> bool:
        """Whether it is good no more."""
        return is_over(
            is_shared=self.is_shared,
            seen_at=self.seen_at,
            ends_at=self.ends_at,
            ended_at=self.ended_at,
            now=now,
        )
