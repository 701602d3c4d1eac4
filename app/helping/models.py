"""Who helps whom, with what, from when and until when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.helping.rules import ACTS, ASKED, ENDED, MOST_TRIES, OPEN, OVER, WAITS
from app.kit.db import Base, Row, sql_words
from app.kit.times import in_zone


class Helping(Row, Base):
    """A person lets somebody do certain things for them until a day; both have to say yes.

    Without a helper: an e-mail address was written that nobody here has. To the person it looks
    just as one where somebody has not answered yet.
    """

    __tablename__ = "helping"
    __table_args__ = (
        CheckConstraint(f"acts <@ ARRAY[{sql_words(ACTS)}]::text[]", name="known_acts"),
        CheckConstraint("cardinality(acts) > 0", name="helps_with_something"),
        CheckConstraint("said_how IN ('page','text','paper')", name="known_way"),
        CheckConstraint("(said_how = 'paper') = (witness <> '')", name="paper_has_a_witness"),
        CheckConstraint("helper_id <> person_id", name="two_people"),
        CheckConstraint("helper_yes_at IS NULL OR helper_id IS NOT NULL", name="somebody_said_yes"),
        CheckConstraint(f"tries BETWEEN 0 AND {MOST_TRIES}", name="few_tries"),
        # The same two have one thing open.
        Index(
            "uq_helping_open",
            "person_id",
            "helper_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_helping_helper", "helper_id", postgresql_where=text("ended_at IS NULL")),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    helper_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # The helper was chosen among the people of this cohort: it holds in it, while both are there.
    cohort_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("cohort.id", ondelete="CASCADE"), index=True
    )
    # The address that was written where the helper was chosen by it.
    email: Mapped[str] = mapped_column(default="", server_default="")
    acts: Mapped[list[str]] = mapped_column(ARRAY(Text))
    last_day: Mapped[date]
    asked_at: Mapped[datetime]
    # The facilitator who set it up with the person; none: they did it themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    said_how: Mapped[str]
    # Who saw the person say yes on paper.
    witness: Mapped[str] = mapped_column(default="", server_default="")
    person_yes_at: Mapped[datetime | None]
    helper_yes_at: Mapped[datetime | None]
    # What the newest code follows from, when it went to the person's phone, and how many tries all
    # of them together had.
    code_id: Mapped[UUID | None]
    code_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    request_key: Mapped[UUID] = mapped_column(unique=True)

    @property
    def has_tries(self) -> bool:
        """Whether another code may be tried; each text has its own, and none gives tries back."""
        return self.tries < MOST_TRIES

    def state(self, now: datetime, zone: str) -> str:
        """How it stands now; `zone` is the person's, where its last day ends."""
        if self.ended_at is not None:
            return ENDED
        if self.last_day < in_zone(now, zone).date():
            return OVER
        if self.person_yes_at is not None and self.helper_yes_at is not None:
            return OPEN
        return OVER if self.asked_at + WAITS <= now else ASKED
