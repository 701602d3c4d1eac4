"""Letters: one message to one person over one channel."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class Letter(Row, Base):
    """A row of the outbox; `due -> claimed -> sending -> sent`, or `lapsed` or `refused`.

    Letters by call and post go `due -> claimed -> listed` instead, and a facilitator who worked
    through the list makes them `sent` or `refused`.

    `claimed`: a worker holds it and has not begun to send; `sending`: the carrier has it now.
    A row left in `sending` past its claim is in doubt: it is sent once more with the same
    Message-ID and the same text; `doubts` counts that, and `doubted_at` says so for ever.
    """

    __tablename__ = "letter"
    __table_args__ = (
        # One letter for each person, event, occurrence and channel: a second plan is a no-op.
        UniqueConstraint("person_id", "kind", "about_id", "occurrence", "channel"),
        CheckConstraint(
            "state IN ('due','claimed','sending','listed','sent','lapsed','refused')",
            name="known_state",
        ),
        CheckConstraint("channel IN ('email','text','call','post')", name="known_channel"),
        Index("ix_letter_due", "channel", "due_at", postgresql_where="state = 'due'"),
        Index("ix_letter_cohort", "cohort_id", "due_at"),
        Index("ix_letter_listed", "cohort_id", postgresql_where="state = 'listed'"),
        # Of these a carrier may still tell whether they arrived.
        Index(
            "ix_letter_unheard",
            "channel",
            "sent_at",
            postgresql_where="state = 'sent' AND provider_id IS NOT NULL"
            " AND arrived_at IS NULL AND bounced_at IS NULL",
        ),
        Index("ix_letter_held", "claimed_until", postgresql_where="state IN ('claimed','sending')"),
        Index("ix_letter_about", "about_id"),
        Index("ix_letter_doubted", "doubted_at", postgresql_where="doubted_at IS NOT NULL"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # Which letter it is (invitation, sign_in, reminder ...), known to the post's registry.
    kind: Mapped[str]
    # The row it is about: an enrolment, a gathering, an output ...; the kind knows which table.
    about_id: Mapped[UUID]
    # The cohort whose facilitators may see that there is such a letter; sign-in letters have none.
    cohort_id: Mapped[UUID | None] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    # Tells letters about the same thing apart, such as `day_before`.
    occurrence: Mapped[str] = mapped_column(default="", server_default="")
    channel: Mapped[str] = mapped_column(default="email", server_default="email")
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="due", server_default="due")
    # Why it lapsed or was refused, in words for a facilitator.
    reason: Mapped[str | None]
    created_at: Mapped[datetime]
    claim: Mapped[UUID | None]
    claimed_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    # The sign-in link it carries; its signed address is put into the text only while sending, so
    # nobody can sign in with what stands in the database.
    link_id: Mapped[UUID | None] = mapped_column(ForeignKey("sign_in_link.id", ondelete="SET NULL"))
    # Where it goes whatever the person's own address is by then; none: to that.
    goes_to: Mapped[str | None]
    # Written at a claim, and kept from the first doubt on, so that a second sending is the same
    # letter; until then nobody can have got it, and the newest facts are better than old ones.
    to_address: Mapped[str | None]
    subject: Mapped[str | None]
    body: Mapped[str | None]
    # The language of that text (ISO 639-1).
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    # An iCalendar object that goes with the text, for calendar programs.
    calendar: Mapped[str | None]
    message_id: Mapped[str | None]
    # When that text was written: the date that the letter bears, each time it is sent.
    written_at: Mapped[datetime | None]
    # How often a sending was left without an answer, and when that last came to light.
    doubts: Mapped[int] = mapped_column(default=0, server_default="0")
    doubted_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    # What the carrier told later: the provider's own name for it, that it arrived, or came back.
    provider_id: Mapped[str | None]
    arrived_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
