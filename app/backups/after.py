"""What must not come back with a backup: sign-ins, letters that went since, erased people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from app.audit.actions.record import record
from app.audit.actions.restored import remember_record, restored_from_older
from app.audit.rules.entries import COMMAND_LINE
from app.backups.addresses import give_addresses
from app.backups.carry import Replaced, carry_over
from app.backups.load import WAITING
from app.kit.db import changed
from app.post.actions.restored import doubt_due, remember_sent
from app.rights.actions.remerge import Made, into_erased, merge_again
from app.rights.actions.retention import begin_anew
from app.rights.deeds import BESIDES as DONE_BESIDES
from app.rights.deeds import RESTORED

# Does away once more with people who were erased after the backup; says how many it found.
Reapply = Callable[[Session, Mapping[UUID, datetime]], int]
# What these must have in the replaced database to be asked.
LETTER_FACTS = {"id", "person_id", "kind", "about_id", "occurrence", "channel", "cohort_id"}
LETTER_FACTS |= {"due_at", "state", "reason", "created_at", "tries", "sent_at"}
MERGE_FACTS = {"goes_id", "stays_id", "done_at"}
ERASURE_FACTS = {"person_id", "erased_at", "state"}
CUT_FACTS = {"number", "hash", "cut_at"}
RESTORED_KEY = f"rights.{RESTORED}"
RECORD_FACTS = {"id", "at", "deed", "facts", "number", "hash"}


@dataclass(frozen=True)
class Changes:
    """What was changed in the rows of a backup before anybody saw them."""

    # Letters of which the replaced database knew that they went, or never will.
    known: int
    # Letters that wait for a person to decide, since nobody knows whether they went.
    doubted: int
    erased: int
    signed_out: int
    # Rows that are as people want them today and not as in the backup, by table.
    carried: Mapping[str, int]
    # Accounts that were made one again, and those that stay two.
    merged: int = 0
    apart: int = 0
    # Entries of the replaced record that went with it, since it is no continuation of this one.
    unrecorded: int = 0
    # People who had been told that their account ends, and are told anew if nobody comes in.
    told_anew: int = 0
    # Whether what was replaced is still there, since it could not be cleared away.
    left_over: bool = False
    # All that is known of accounts that were made one, for the ledger in the data folder.
    made_one: frozenset[Made] = frozenset()


@dataclass(frozen=True)
class Wishes:
    """What whoever restores has decided."""

    force: bool = False
    # Erasures that are known from elsewhere, by person, with their time in UTC.
    erasures: Mapping[UUID, datetime] = field(default_factory=dict)
    # Tables that were emptied or changed by mistake: they come back as the backup has them.
    lost: frozenset[str] = frozenset()
    # Accounts that were made one, as the ledger in the data folder tells.
    merges: tuple[Made, ...] = ()


def settle(
    db: Session,
    live: str,
    wishes: Wishes,
    *,
    made_at: datetime,
    now: datetime,
    reapply: Reapply,
) -> Changes:
    """Bring the rows of a backup, made at a moment, to what is right today.

    `live` is the schema that is being replaced; it may be empty, or of another version.
    """
    letters = _table(db, live, "letter", LETTER_FACTS)
    known = remember_sent(db, letters) if letters else 0
    doubted = doubt_due(db, letters, now=now)
    # A sign-in that somebody ended since must not begin again, so all end.
    signed_out = changed(db, text("UPDATE sign_in SET ended_at = now() WHERE ended_at IS NULL"))
    merges = (*_merged_in(db, live), *wishes.merges)
    told, along = _to_erase(db, live, {**_erased_in(db, live), **wishes.erasures}, merges)
    record_there = _table(db, live, "record_entry", RECORD_FACTS)
    is_later = not record_there or not restored_from_older(db, record_there, made_at)
    replaced = Replaced(live, _quoted(db, live), is_later, wishes.lost, told.keys())
    # Before anything of theirs is carried over, which is one account's there.
    again = [made for made in merges if made.goes not in along]
    merged, apart = merge_again(db, again, now=now)
    carried = carry_over(db, replaced, now=now)
    knows_record = record_there and _table(db, live, "record_cut", CUT_FACTS)
    behind = remember_record(db, replaced.quoted) if knows_record else 0
    facts = {"made_at": made_at}
    record(db, RESTORED_KEY, DONE_BESIDES[RESTORED], now=now, by=COMMAND_LINE, facts=facts)
    made_one = frozenset((*merges, *_merged_in(db, WAITING)))
    erased = reapply(db, told)
    # Only now is an address free that was an erased person's.
    give_addresses(db, live, replaced.quoted)
    told_anew = begin_anew(db)
    return Changes(
        known,
        doubted,
        erased,
        signed_out,
        carried,
        merged=merged,
        apart=apart,
        unrecorded=behind,
        told_anew=told_anew,
        made_one=made_one,
    )


def _to_erase(
    db: Session, live: str, told: Mapping[UUID, datetime], merges: Sequence[Made]
) -> tuple[Mapping[UUID, datetime], Mapping[UUID, UUID]]:
    """Whoever was erased, with all the accounts that had gone into theirs; and those by themselves.

    The latter each with the account in which they ended.
    """
    along = into_erased(merges, told)
    two = _parted(db, live, along) | _parted(db, WAITING, along)
    more = {goes: told[end] for goes, end in along.items() if goes not in {*told, *two}}
    return {**told, **more}, along


def _erased_in(db: Session, live: str) -> dict[UUID, datetime]:
    ledger = _table(db, live, "erasure", ERASURE_FACTS)
    if ledger is None:
        return {}
    # Whoever only asked for it is not among them; whoever is half gone is.
    asked = f"""SELECT person_id, coalesce(erased_at, now()) AS at FROM {ledger}
        WHERE erased_at IS NOT NULL OR state = 'working'"""  # noqa: S608
    found = db.execute(text(asked))
    return {row.person_id: row.at for row in found}


def _parted(db: Session, schema: str, along: Mapping[UUID, UUID]) -> set[UUID]:
    """Who lives on by themselves beside an erased account into which they had gone before.

    A restore had left the two apart, so only the other was erased.
    """
    known = _erased_in(db, schema).keys()
    people = _table(db, schema, "person", {"id"})
    wanted = [goes for goes, end in along.items() if end in known]
    if not wanted or people is None:
        return set()
    asked = f"SELECT id FROM {people} WHERE id = ANY(:wanted)"  # noqa: S608
    return set(db.scalars(text(asked), {"wanted": wanted}))


def _merged_in(db: Session, live: str) -> list[Made]:
    wishes = _table(db, live, "account_merge", MERGE_FACTS)
    if wishes is None:
        return []
    asked = f"SELECT goes_id, stays_id, done_at FROM {wishes} WHERE done_at IS NOT NULL"  # noqa: S608
    return [Made(*row) for row in db.execute(text(asked))]


def _table(db: Session, schema: str, name: str, columns: set[str]) -> str | None:
    """A table of the replaced schema as SQL names it; None where it has not these columns."""
    look = inspect(db.connection())
    if not look.has_table(name, schema):
        return None
    if not columns <= {str(column["name"]) for column in look.get_columns(name, schema)}:
        return None
    return f"{_quoted(db, schema)}.{name}"


def _quoted(db: Session, schema: str) -> str:
    return db.connection().dialect.identifier_preparer.quote(schema)
