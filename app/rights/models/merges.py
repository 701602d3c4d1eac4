"""Wishes to make two accounts of one person one, what was said to them, and what was done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.rights.rules.merging import ANSWERS, ASKED, EXPIRED, GOES, SIDES, STATES, STAYS, WANTED

_SIDE = sql_words(SIDES)
_ANSWER = sql_words(ANSWERS)
_OPEN = f"state = '{ASKED}'"


class AccountMerge(Row, Base):
    """That two accounts are to be one: `asked -> done`, or `declined`, `withdrawn`, `expired`.

    Afterwards it is the record of it, by which a backup that is brought back is merged again.
    """

    __tablename__ = "account_merge"
    __table_args__ = (
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_has_a_time"),
        CheckConstraint(f"stays_answer IN ({_ANSWER})", name="known_answer_stays"),
        CheckConstraint(f"goes_answer IN ({_ANSWER})", name="known_answer_goes"),
        CheckConstraint(f"email_of IN ({_SIDE})", name="known_email"),
        CheckConstraint(f"phone_of IN ({_SIDE})", name="known_phone"),
        CheckConstraint(f"post_of IN ({_SIDE})", name="known_post"),
        CheckConstraint(f"channel_of IN ({_SIDE})", name="known_channel"),
        Index("uq_account_merge_stays", "stays_id", unique=True, postgresql_where=_OPEN),
        Index("uq_account_merge_goes", "goes_id", unique=True, postgresql_where=_OPEN),
    )

    stays_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    # Not a foreign key: the record outlives the account.
    goes_id: Mapped[UUID] = mapped_column(index=True)
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=ASKED, server_default=ASKED)
    # Of which account the address, number, paper address and way of letters stay.
    email_of: Mapped[str]
    phone_of: Mapped[str]
    post_of: Mapped[str]
    channel_of: Mapped[str]
    stays_answer: Mapped[str] = mapped_column(default=WANTED, server_default=WANTED)
    stays_at: Mapped[datetime | None]
    # The lead who heard it from the person, and who spoke with them.
    stays_told_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    stays_told: Mapped[str] = mapped_column(default="", server_default="")
    goes_answer: Mapped[str] = mapped_column(default=WANTED, server_default=WANTED)
    goes_at: Mapped[datetime | None]
    goes_told_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    goes_told: Mapped[str] = mapped_column(default="", server_default="")
    done_at: Mapped[datetime | None]

    def state_at(self, now: datetime) -> str:
        """The state at a moment: the row of a wish that ran out may not say so yet."""
        return EXPIRED if self.state == ASKED and self.ends_at <= now else self.state

    def person_of(self, side: str) -> UUID:
        """The account on one side."""
        return self.goes_id if side == GOES else self.stays_id

    def side_of(self, person_id: UUID) -> str | None:
        """On which side somebody's account is; None: on neither."""
        return {self.goes_id: GOES, self.stays_id: STAYS}.get(person_id)

    def answer_of(self, side: str) -> str:
        """What is known of one side."""
        return self.goes_answer if side == GOES else self.stays_answer

    def told_of(self, side: str) -> str:
        """What a lead noted of one side."""
        return self.goes_told if side == GOES else self.stays_told
