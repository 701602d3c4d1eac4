"""The loaded course: an edition, its modules and their steps, as they stand in the database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class FrameworkEdition(Row, Base):
    """The health creation framework as one document gives it; `position` is its place in time."""

    __tablename__ = "framework_edition"

    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    # The key of the document, its short name for readers, and its date in words.
    source: Mapped[str]
    source_short: Mapped[str]
    dated: Mapped[str]
    note: Mapped[str] = mapped_column(default="", server_default="")
    position: Mapped[int]


class FrameworkItem(Row, Base):
    """One item of a framework edition; its key is the same in every edition that has it."""

    __tablename__ = "framework_item"
    __table_args__ = (
        UniqueConstraint("framework_id", "key"),
        CheckConstraint("part IN ('cs','features','needs','relationships')", name="known_part"),
    )

    framework_id: Mapped[UUID] = mapped_column(
        ForeignKey("framework_edition.id", ondelete="CASCADE")
    )
    key: Mapped[str]
    part: Mapped[str]
    label: Mapped[str]
    text: Mapped[str]
    position: Mapped[int]


class FrameworkChange(Row, Base):
    """What became of an item since the edition before: the crosswalk between the two."""

    __tablename__ = "framework_change"
    __table_args__ = (
        UniqueConstraint("framework_id", "item_key"),
        CheckConstraint("kind IN ('same','renamed','added','removed')", name="known_kind"),
    )

    framework_id: Mapped[UUID] = mapped_column(
        ForeignKey("framework_edition.id", ondelete="CASCADE")
    )
    item_key: Mapped[str]
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(default="", server_default="")


class CreditRule(Row, Base):
    """How a body counts learning, from one day until another, both included.

    `sums` are the numbers that it looks at: key, title, counts, each_minutes and expected.
    """

    __tablename__ = "credit_rule"
    __table_args__ = (
        UniqueConstraint("key", "valid_from"),
        CheckConstraint("valid_to >= valid_from", name="ends_after_start"),
        CheckConstraint("years > 0", name="years_are_positive"),
    )

    key: Mapped[str]
    title: Mapped[str]
    # For whom it is, such as nurses; and what counts, in words.
    who: Mapped[str]
    about: Mapped[str]
    # The document, in words, and the month when somebody last looked it up.
    source: Mapped[str]
    looked_up: Mapped[str]
    valid_from: Mapped[date]
    # Empty: no end is known.
    valid_to: Mapped[date | None]
    years: Mapped[int]
    sums: Mapped[list[Any]]
    position: Mapped[int]


class Edition(Row, Base):
    """One version of the programme's content; a cohort is pinned to one."""

    __tablename__ = "edition"

    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    digest: Mapped[str]
    # The framework that a new cohort of this edition is pinned to, unless it chooses another.
    framework_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("framework_edition.id"), index=True
    )
    frozen_at: Mapped[datetime | None]
    loaded_at: Mapped[datetime]
    # Until then only programme leads see it, in a preview; nobody opens a cohort on it.
    published_at: Mapped[datetime | None]
    # Empty: it was published by its file, or by somebody who is gone.
    published_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )

    @property
    def is_published(self) -> bool:
        """Whether cohorts may be opened on this edition."""
        return self.published_at is not None

    def publish(self, now: datetime, by: UUID | None) -> None:
        """Offer this edition to cohorts from `now`; publishing again keeps the first moment."""
        if self.published_at is None:
            self.published_at, self.published_by_id = now, by

    @property
    def is_frozen(self) -> bool:
        """Whether the content of this edition may no longer change."""
        return self.frozen_at is not None

    def freeze(self, now: datetime) -> None:
        """Close this edition to changes from `now`; freezing again keeps the first moment."""
        if self.frozen_at is None:
            self.frozen_at = now


class CourseModule(Row, Base):
    """One module of an edition: about an hour of steps around one question."""

    __tablename__ = "course_module"
    __table_args__ = (
        UniqueConstraint("edition_id", "key"),
        # Checked at commit, so that a load may swap the numbers of two modules.
        UniqueConstraint("edition_id", "number", deferrable=True, initially="DEFERRED"),
    )

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    key: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str]
    aims: Mapped[list[str]] = mapped_column(JSONB)
    minutes: Mapped[int]
    # Release: days after the cohort's first day, the end of the module's session, other modules.
    opens_days: Mapped[int | None]
    opens_after_session: Mapped[bool] = mapped_column(default=False, server_default="false")
    needs: Mapped[list[str]] = mapped_column(JSONB, default=list, server_default="[]")
    # By language: title, summary, aims and a note.
    translations: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")


class Step(Row, Base):
    """One page of a module; `html` is sanitised when it is loaded and safe to show as it is."""

    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("module_id", "key"),)

    module_id: Mapped[UUID] = mapped_column(ForeignKey("course_module.id", ondelete="CASCADE"))
    key: Mapped[str]
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    html: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    # Release, as for modules; here `needs` names steps of the same module.
    opens_days: Mapped[int | None]
    opens_after_session: Mapped[bool] = mapped_column(default=False, server_default="false")
    needs: Mapped[list[str]] = mapped_column(JSONB, default=list, server_default="[]")
    # Rules that make it done beside those of its kind: read, attended.
    done_by: Mapped[list[str]] = mapped_column(JSONB, default=list, server_default="[]")
    # By language: title, html, without_a_computer, prompt, done_when and a note.
    translations: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")


class Card(Row, Base):
    """One thing in an edition's library: a word, a case, a pledge, a guide to a session.

    `data` holds the card's parts, Markdown among them as safe HTML.
    """

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("edition_id", "kind", "key"),
        CheckConstraint(
            "kind IN ('guide','glossary','checklist','pledges','cases','policy','prompts',"
            "'plumbline','priorities')",
            name="known_kind",
        ),
    )

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    kind: Mapped[str]
    # For a guide, the key of its module.
    key: Mapped[str]
    position: Mapped[int]
    title: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)


class CoursePicture(Row, Base):
    """A picture of an edition, kept so that a frozen edition stays whole."""

    __tablename__ = "course_picture"
    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    name: Mapped[str]
    media_type: Mapped[str]
    # SHA-256 in hexadecimal; it stands in the address, so that a copy may be kept for ever.
    digest: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(deferred=True)
