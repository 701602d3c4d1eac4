"""What was suggested to be taken out of somebody's words, and what its author said."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.outputs.rules.reading import WAYS
from app.outputs.rules.redaction import ASKED, STATES


class Redaction(Row, Base):
    """A piece of somebody's words with what is to stand in [brackets] in its place.

    It counts only with the author's yes, and only for the words that it was suggested for. The
    piece is a slice of the stored text, so it is gone as soon as the words are taken back.
    """

    __tablename__ = "redaction"
    __table_args__ = (
        CheckConstraint("0 <= begins AND begins < ends", name="is_a_piece"),
        CheckConstraint("instead <> ''", name="says_something_instead"),
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
        CheckConstraint(f"answered_how IN ({sql_words(('', *WAYS))})", name="known_way"),
        CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name="an_answer_has_a_time"),
    )

    contribution_id: Mapped[UUID] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    # [begins, ends) in characters of the contribution's text whose SHA-256 this is.
    begins: Mapped[int]
    ends: Mapped[int]
    of_sha256: Mapped[str]
    instead: Mapped[str]
    reason: Mapped[str] = mapped_column(default="", server_default="")
    state: Mapped[str] = mapped_column(default=ASKED, server_default=ASKED)
    proposed_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    proposed_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    # Who read it to the author and entered the answer, and how; empty: the author answered.
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    answered_how: Mapped[str] = mapped_column(default="", server_default="")
    request_key: Mapped[UUID] = mapped_column(unique=True)
