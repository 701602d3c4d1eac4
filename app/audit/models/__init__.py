"""The record of who did what to what and when. It can be added to, and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.audit.rules.entries import BY
from app.kit.db import Base, Row, sql_words
from app.kit.deeds import READERS

NOT_OWN = text("readers <> 'own'")


class Entry(Row, Base):
    """One thing that was done.

    People, cohorts and things are named by their ids alone, which lead nowhere once they are
    erased: no foreign key takes a row of the record away. The database refuses to change or delete
    a row (`keep_the_record`), but for the one step that seals it: `number` and `hash` are given
    once, in their order, and each hash is made of the row and of the hash before.
    """

    __tablename__ = "record_entry"
    __table_args__ = (
        CheckConstraint(f"by IN ({sql_words(BY)})", name="known_doer"),
        CheckConstraint("(by = 'person') = (actor_id IS NOT NULL)", name="person_is_named"),
        CheckConstraint(f"readers IN ({sql_words(READERS)})", name="known_readers"),
        CheckConstraint("(number IS NULL) = (hash IS NULL)", name="sealed_as_a_whole"),
        CheckConstraint("number >= 1", name="numbers_begin_at_one"),
        CheckConstraint("deed ~ '^[a-zA-Z0-9_.]{1,100}$'", name="deed_is_a_key"),
        CheckConstraint("length(things::text) <= 1000", name="few_things"),
        CheckConstraint("length(facts::text) <= 1000", name="few_facts"),
        Index("uq_record_entry_number", "number", unique=True),
        Index("ix_record_entry_unsealed", "id", postgresql_where=text("number IS NULL")),
        Index("ix_record_entry_actor", "actor_id", "at", "id"),
        Index(
            "ix_record_entry_whom",
            "whom_id",
            "at",
            "id",
            postgresql_where=text("whom_id IS NOT NULL"),
        ),
        Index("ix_record_entry_leads", "at", "id", postgresql_where=NOT_OWN),
        Index(
            "ix_record_entry_cohort",
            "cohort_id",
            "at",
            "id",
            postgresql_where=NOT_OWN,
        ),
        Index("ix_record_entry_deed", "deed", "at", "id", postgresql_where=NOT_OWN),
    )

    at: Mapped[datetime]
    # Who did it: a person, or the platform by itself, or somebody on the server's command line.
    by: Mapped[str]
    actor_id: Mapped[UUID | None]
    # For whom it was done, or whose account it was about; none: for themselves, or nobody known.
    whom_id: Mapped[UUID | None]
    # "<room>.<deed>", which the room's deeds.py puts into words.
    deed: Mapped[str]
    readers: Mapped[str]
    cohort_id: Mapped[UUID | None]
    # The ids that the address named, by their word in it.
    things: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    # What a room says of it by itself: numbers, days, ids and words of ours; never what was typed.
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    number: Mapped[int | None] = mapped_column(BigInteger)
    hash: Mapped[bytes | None] = mapped_column(LargeBinary)


class Cut(Base):
    """Where the beginning of the record was cut off, once it was older than it is kept.

    The chain goes on from the hash of the last row that went. The database lets rows go only up to
    the newest cut, and takes a cut only at a row that is there and older than six years.
    """

    __tablename__ = "record_cut"
    __table_args__ = (CheckConstraint("octet_length(hash) = 32", name="whole_hash"),)

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    cut_at: Mapped[datetime]
