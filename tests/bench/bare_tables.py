"""The bare tables and what fills them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask_login import UserMixin
from sqlalchemy import DateTime, ForeignKey, Index, Text, create_engine, insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

PEOPLE = 400
ENTRIES = 20
ITEMS = 36
# Of the grid; about two of three are done.
COLUMNS = 32
DONE_OF_13 = 9
START = datetime(2027, 1, 1, tzinfo=UTC)
LOREM = "A short line about what somebody saw, heard and did on one day of the week. "


class Base(DeclarativeBase):
    """The bare tables."""


class User(UserMixin, Base):  # type: ignore[misc]
    """Somebody who signs in."""

    __tablename__ = "bare_user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)


class Item(Base):
    """Something that everybody sees on the page."""

    __tablename__ = "bare_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    group: Mapped[int] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)


class Entry(Base):
    """A line of somebody's journal."""

    __tablename__ = "bare_entry"
    __table_args__ = (Index("ix_bare_entry", "user_id", "made_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("bare_user.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    text: Mapped[str] = mapped_column(Text)


class Letter(Base):
    """A letter to be claimed and sent, with its text ready."""

    __tablename__ = "bare_letter"
    __table_args__ = (Index("ix_bare_letter_due", "id", postgresql_where="state = 'due'"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    to_address: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)


class Done(Base):
    """Something that somebody has done."""

    __tablename__ = "bare_done"
    user_id: Mapped[int] = mapped_column(ForeignKey("bare_user.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("bare_item.id"), primary_key=True)
    done_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def seed(url: str) -> None:
    """Make the bare tables and fill them."""
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    people = [{"name": f"Person {number}"} for number in range(PEOPLE)]
    items = [
        {"group": number % 2, "title": f"Item {number}", "text": LOREM * 3}
        for number in range(2 * ITEMS)
    ]
    entries = [
        {"user_id": who + 1, "made_at": START + timedelta(hours=hour), "text": LOREM * 8}
        for who in range(PEOPLE)
        for hour in range(ENTRIES)
    ]
    done = [
        {"user_id": who + 1, "item_id": item, "done_at": START + timedelta(hours=who + item)}
        for who in range(PEOPLE)
        for item in range(1, COLUMNS + 1)
        if (who * 31 + item * 17) % 13 < DONE_OF_13
    ]
    with Session(engine) as db:
        db.execute(insert(User), people)
        db.execute(insert(Item), items)
        db.execute(insert(Entry), entries)
        db.execute(insert(Done), done)
        db.commit()
    engine.dispose()
