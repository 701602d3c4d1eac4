"""Words that lead to a story, so that its author need not tell it again."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class StoryWord(Row, Base):
    """A word that an author gives to somebody; it opens one story until a day, or is ended.

    Who opened it is not kept, only how often: whoever has the word needs no account.
    """

    __tablename__ = "story_word"

    contribution_id: Mapped[UUID] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    word: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    # Who made it for an author who asked for it by phone; none: the author did.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    last_day: Mapped[date]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    opened: Mapped[int] = mapped_column(default=0, server_default="0")
    opened_at: Mapped[datetime | None]
    # A form sent twice carries the same key and makes one word.
    request_key: Mapped[UUID] = mapped_column(unique=True)

    def is_open(self, now: datetime) -> bool:
        """Whether it leads to its story now, as long as the author allows that to be read."""
        return self.ended_at is None and now < self.ends_at
