"""Persons, how they are reached and how they like to read."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Text, Time, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.people.rules import PLATFORM_ROLES, QUIET_FROM, QUIET_UNTIL


def channel_by_address(context: DefaultExecutionContext) -> str:
    """The channel of a new person for whom none was chosen: what their addresses allow."""
    given = context.get_current_parameters()  # type: ignore[no-untyped-call]
    if given.get("email"):
        return "email"
    return "call" if given.get("phone") else "post"


class Person(Row, Base):
    """Someone who uses the platform; people without e-mail are persons too."""

    __tablename__ = "person"
    __table_args__ = (
        Index("uq_person_email_lower", text("lower(email)"), unique=True),
        CheckConstraint(f"roles <@ ARRAY[{sql_words(PLATFORM_ROLES)}]::text[]", name="known_roles"),
        CheckConstraint("text_size IN ('normal','large','largest')", name="known_size"),
        CheckConstraint("spacing IN ('normal','wide')", name="known_spacing"),
        CheckConstraint("channel IN ('email','text','call','post')", name="known_channel"),
        # Whoever plans a letter may take the person's channel as it stands.
        CheckConstraint(
            "(channel <> 'email' OR email IS NOT NULL)"
            " AND (channel NOT IN ('text','call') OR phone IS NOT NULL)",
            name="can_be_reached",
        ),
        Index("ix_person_phone", "phone"),
    )

    name: Mapped[str]
    email: Mapped[str | None]
    # A number in its plain form, such as +447700900123; several people may share one.
    phone: Mapped[str | None]
    # Where paper goes: the lines of an address, or words such as "at the surgery's front desk".
    post_address: Mapped[str] = mapped_column(default="", server_default="")
    # How letters reach this person; "call" and "post" are lists that a facilitator works through.
    channel: Mapped[str] = mapped_column(default=channel_by_address, server_default="email")
    # The zone of this person's quiet hours; none between equal times. Letters wait until they end.
    time_zone: Mapped[str] = mapped_column(default="Europe/London", server_default="Europe/London")
    quiet_from: Mapped[time] = mapped_column(Time, default=QUIET_FROM, server_default="21:00")
    quiet_until: Mapped[time] = mapped_column(Time, default=QUIET_UNTIL, server_default="08:00")
    # Who last changed how this person is reached: they, or a facilitator whom they told it.
    contact_changed_at: Mapped[datetime | None]
    contact_changed_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    password_hash: Mapped[str | None]
    # Whether signing in asks for a second step: an app that shows codes, or a passkey.
    has_second_step: Mapped[bool] = mapped_column(default=False, server_default="false")
    # When somebody who needs one came in first without: their days of grace run from here.
    second_step_asked_at: Mapped[datetime | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    what_i_bring: Mapped[str] = mapped_column(default="", server_default="")
    # How this person likes to read: the size and spacing of text, and a language (ISO 639-1).
    text_size: Mapped[str] = mapped_column(default="normal", server_default="normal")
    spacing: Mapped[str] = mapped_column(default="normal", server_default="normal")
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    # The language of letters where it was chosen; otherwise they follow the one above.
    letter_language: Mapped[str | None]
    created_at: Mapped[datetime]

    # What flask-login asks of a signed-in user; plain facts, so the core stays free of Flask.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    @property
    def wants_letters_in(self) -> str:
        """The language of letters (ISO 639-1): the one that was chosen, or that of pages."""
        return self.letter_language or self.language

    def has_role(self, role: str) -> bool:
        """Whether the person holds a role on the whole platform."""
        return role in self.roles
