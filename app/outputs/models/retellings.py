"""An edition told once more by a person: in Easy Read, or in another language."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row
from app.outputs.rules.consent import WAITING


class Retelling(Row, Base):
    """One edition in other words; written by the person it names, and published by itself.

    It is read as long as its edition is.
    """

    __tablename__ = "retelling"
    __table_args__ = (
        UniqueConstraint("edition_id", "kind", "language"),
        CheckConstraint("kind IN ('easy_read','translation')", name="known_kind"),
        CheckConstraint("made_how IN ('person','checked')", name="made_by_people"),
    )

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("output_edition.id", ondelete="CASCADE"))
    kind: Mapped[str]
    language: Mapped[str]
    # Who wrote it, as it stands on its page, and whether a machine made a first text for them.
    told_by: Mapped[str]
    made_how: Mapped[str]
    # Grows with each change, so that two people who write at a time do not undo each other's work.
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]


class RetoldLine(Row, Base):
    """One line in Easy Read, or one text of the edition in another language."""

    __tablename__ = "retold_line"
    __table_args__ = (Index("ix_retold_line_retelling", "retelling_id", "position"),)

    retelling_id: Mapped[UUID] = mapped_column(ForeignKey("retelling.id", ondelete="CASCADE"))
    position: Mapped[int]
    # The hash of the text that is translated; empty in Easy Read, which follows no text.
    source_sha256: Mapped[str] = mapped_column(default="", server_default="")
    text: Mapped[str]
    is_heading: Mapped[bool] = mapped_column(default=False, server_default="false")
    symbol: Mapped[str] = mapped_column(default="", server_default="")
    # Whose words it tells; it goes with them.
    contribution_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    # What the edition shows of theirs, hashed; the line goes on into no edition that shows other
    # words. Empty: it tells nobody's.
    shown_sha256: Mapped[str] = mapped_column(default="", server_default="")


class RetoldAnswer(Row, Base):
    """What an author says to their words in a retelling; without a yes they are not shown there."""

    __tablename__ = "retold_answer"
    __table_args__ = (
        UniqueConstraint("retelling_id", "contribution_id"),
        CheckConstraint("answer IN ('waiting','yes','no')", name="known_answer"),
        CheckConstraint("answered_how IN ('','phone','in_person','paper')", name="known_way"),
    )

    retelling_id: Mapped[UUID] = mapped_column(ForeignKey("retelling.id", ondelete="CASCADE"))
    contribution_id: Mapped[UUID] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    answer: Mapped[str] = mapped_column(default=WAITING, server_default=WAITING)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    # Who read the words back to the author, and how; empty: they answered on their own screen.
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    answered_how: Mapped[str] = mapped_column(default="", server_default="")
    # What they were asked about, hashed; an answer counts for exactly this.
    shown_sha256: Mapped[str]

    def ask(self, shown_sha256: str, now: datetime) -> None:
        """Forget the answer, as something has changed, and wait for one to what is told now."""
        self.answer, self.asked_at, self.shown_sha256 = WAITING, now, shown_sha256
        self.answered_at = self.answered_by_id = None
        self.answered_how = ""
