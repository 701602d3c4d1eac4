"""What facilitators did about somebody who needs them: how it stands, and who was in touch."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.insights.rules.needs.keeping import HOWS, OPEN, SNOOZED, STATES
from app.kit.db import Base, Row, sql_words


class KeptNeed(Row, Base):
    """How one reason to be in touch stands, once somebody acted on it; without that, no row.

    Reasons themselves are worked out from what is there. The same facts give the same occurrence,
    so that what is done does not come back for them.
    """

    __tablename__ = "need"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "rule", "occurrence"),
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
        CheckConstraint(f"(state = '{SNOOZED}') = (snoozed_until IS NOT NULL)", name="snooze_ends"),
        Index("ix_need_done", "enrolment_id", "changed_at", postgresql_where="state = 'done'"),
    )

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    # The rule and the facts that it found, and its words when somebody first acted on it.
    rule: Mapped[str]
    occurrence: Mapped[str]
    words: Mapped[str]
    # Who looks after it; empty: nobody yet.
    owner_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[str] = mapped_column(default=OPEN, server_default=OPEN)
    snoozed_until: Mapped[datetime | None]
    # Empty while the action that made the row goes on.
    changed_at: Mapped[datetime | None]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class NeedContact(Row, Base):
    """That a facilitator was in touch with somebody: when, how, and what they agreed.

    Read by the facilitators of the cohort, and by nobody else.
    """

    __tablename__ = "need_contact"
    __table_args__ = (
        CheckConstraint(f"how IN ({sql_words(HOWS)})", name="known_way"),
        Index("ix_need_contact_of", "enrolment_id", "entered_at"),
    )

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    on_day: Mapped[date]
    how: Mapped[str]
    words: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    entered_at: Mapped[datetime]
    # A form sent twice carries the same key and is one contact.
    request_key: Mapped[UUID] = mapped_column(unique=True)


class NeedChange(Row, Base):
    """How a need stood after one change of it; kept for as long as the need, never changed."""

    __tablename__ = "need_change"
    __table_args__ = (
        Index("ix_need_change_of", "need_id", "changed_at"),
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
    )

    need_id: Mapped[UUID] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"))
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    state: Mapped[str]
    snoozed_until: Mapped[datetime | None]
