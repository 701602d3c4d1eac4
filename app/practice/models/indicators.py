"""Local indicators of a cohort, and the values that its people found."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.practice.rules.indicators import KINDS, PROPOSED, STATES, WAYS, Words


class Indicator(Row, Base):
    """What a cohort would see if things got better; its words never change once it is agreed."""

    __tablename__ = "indicator"
    __table_args__ = (
        CheckConstraint(f"kind IN ({sql_words(KINDS)})", name="known_kind"),
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
        CheckConstraint(f"agreed_how IN ({sql_words(WAYS)})", name="known_way"),
        Index("ix_indicator_cohort", "cohort_id", "id"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    what: Mapped[str]
    how: Mapped[str]
    from_whom: Mapped[str]
    how_often: Mapped[str]
    kind: Mapped[str]
    # What is counted when it is not people, such as meetings; may be empty.
    unit: Mapped[str] = mapped_column(default="", server_default="")
    state: Mapped[str] = mapped_column(default=PROPOSED, server_default=PROPOSED)
    proposed_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    # Who entered it for the person, from paper or the phone; empty: they did it themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    proposed_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    agreed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    agreed_how: Mapped[str | None]
    # The id of the poll in which it was agreed; the poll's room stands above this one.
    agreed_poll: Mapped[str | None]
    retired_at: Mapped[datetime | None]
    retired_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(default="", server_default="")
    request_key: Mapped[UUID] = mapped_column(unique=True)

    @property
    def words(self) -> Words:
        """What it is about."""
        return Words(self.what, self.how, self.from_whom, self.how_often)


class IndicatorValue(Row, Base):
    """One value as it was found on a day; never changed, only struck out and followed by another.

    The number itself is shown nowhere: pages and files show it through the small numbers.
    """

    __tablename__ = "indicator_value"
    __table_args__ = (
        CheckConstraint("value >= 0", name="not_below_nought"),
        CheckConstraint("n >= 0", name="n_not_below_nought"),
        Index("ix_indicator_value_day", "indicator_id", "day", "id"),
    )

    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicator.id", ondelete="CASCADE"))
    day: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    n: Mapped[int | None]
    source: Mapped[str]
    caution: Mapped[str]
    found_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    recorded_at: Mapped[datetime]
    struck_at: Mapped[datetime | None]
    struck_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    request_key: Mapped[UUID] = mapped_column(unique=True)
