"""Contributions that were chosen for an output, and what their authors say."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row
from app.outputs.rules.consent import WAITING, YES


class Selection(Row, Base):
    """A contribution chosen for an output; left out until its author says yes to it in place."""

    __tablename__ = "selection"
    __table_args__ = (
        UniqueConstraint("output_id", "contribution_id"),
        CheckConstraint("answer IN ('waiting','yes','no')", name="known_answer"),
        CheckConstraint(
            "answered_how IN ('','phone','in_person','paper','link','text')", name="known_way"
        ),
        CheckConstraint("NOT is_ahead OR answer = 'yes'", name="only_a_yes_is_ahead"),
        CheckConstraint("wish = '' OR answer = 'no'", name="a_wish_leaves_out"),
    )

    output_id: Mapped[UUID] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"))
    contribution_id: Mapped[UUID] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    answer: Mapped[str] = mapped_column(default="waiting", server_default="waiting")
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    # Who read the words back to the author and entered what they said, and how; empty: the author
    # answered signed in. What they would like changed goes with a no.
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    answered_how: Mapped[str] = mapped_column(default="", server_default="")
    wish: Mapped[str] = mapped_column(default="", server_default="")
    # What was done about that, in the words of whoever runs the cohort.
    reply: Mapped[str] = mapped_column(default="", server_default="")
    replied_at: Mapped[datetime | None]
    replied_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # When the author asked to have the words read to them: then whoever runs the cohort may know
    # whose they are.
    reading_asked_at: Mapped[datetime | None]
    # What the author saw when they answered: attribution and words, hashed; a yes counts for that.
    shown_sha256: Mapped[str]
    # Whether the yes is the one that its author gave ahead, with the words themselves.
    is_ahead: Mapped[bool] = mapped_column(default=False, server_default="false")
    # Under what they stood there, hashed: words that are moved under another message ask again.
    beside_sha256: Mapped[str] = mapped_column(default="", server_default="")

    def ask(self, shown_sha256: str, now: datetime) -> None:
        """Forget the answer, as something has changed, and wait for one to what is shown now."""
        self.answer, self.asked_at, self.shown_sha256 = WAITING, now, shown_sha256
        self.answered_at = self.answered_by_id = None
        self.answered_how = self.wish = self.reply = ""
        self.replied_at = self.replied_by_id = None
        self.is_ahead, self.opened_sha256 = False, ""

    def stands_for(self, shown_sha256: str, beside_sha256: str, *, is_ahead: bool) -> bool:
        """Whether the answer, or the question, is still about what would be shown now.

        `is_ahead`: whether a yes ahead counts for it. One that does not is none any more, and one
        that does answers a question that waits.
        """
        lapsed = self.is_ahead and not is_ahead
        answers = is_ahead and self.answer == WAITING
        seen = (self.shown_sha256, self.beside_sha256) == (shown_sha256, beside_sha256)
        return seen and not lapsed and not answers

    def take_yes_ahead(self, now: datetime) -> None:
        """Keep the yes that the author gave ahead, to what is shown now."""
        self.answer, self.answered_at, self.is_ahead = YES, now, True
