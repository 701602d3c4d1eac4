"""Persons and the single-use links that let them in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, new_id


class Person(Row, Base):
    """Someone who uses the platform; people without e-mail are persons too."""

    __tablename__ = "person"
    __table_args__ = (
        Index("uq_person_email_lower", text("lower(email)"), unique=True),
        CheckConstraint(
            "roles <@ ARRAY['programme_lead','safeguarding_lead']::text[]", name="known_roles"
        ),
        CheckConstraint("text_size IN ('normal','large','largest')", name="known_size"),
        CheckConstraint("spacing IN ('normal','wide')", name="known_spacing"),
    )

    name: Mapped[str]
    email: Mapped[str | None]
    password_hash: Mapped[str | None]
    # Changing this key signs the person out everywhere.
    sign_in_key: Mapped[UUID] = mapped_column(default=new_id)
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    what_i_bring: Mapped[str] = mapped_column(default="", server_default="")
    # How this person likes to read: the size and spacing of text, and a language (ISO 639-1).
    text_size: Mapped[str] = mapped_column(default="normal", server_default="normal")
    spacing: Mapped[str] = mapped_column(default="normal", server_default="normal")
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    created_at: Mapped[datetime]

    # What flask-login asks of a signed-in user; plain facts, so the core stays free of Flask.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """The word kept in the signed cookie: who, and which sign-in key."""
        return f"{self.id.hex}.{self.sign_in_key.hex}"

    def has_role(self, role: str) -> bool:
        """Whether the person holds a role on the whole platform."""
        return role in self.roles


class SignInLink(Row, Base):
    """A link sent by letter; it lets one person in once, until it expires."""

    __tablename__ = "sign_in_link"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
