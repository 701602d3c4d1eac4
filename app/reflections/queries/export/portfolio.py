"""What a person ticked for their appraisal, as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.people.models import Person
from app.reflections.models import TEXT, CpdRecord, Reflection, ReflectionVersion
from app.reflections.queries.cpd.records import CpdLine, records_of
from app.reflections.rules.cpd import Words
from app.reflections.rules.cpd.years import AppraisalYear
from app.reflections.rules.export import SaidThen, TakenEntry, TakenRecord
from app.reflections.rules.export.portfolio import Portfolio
from app.vault.models import VaultKey
from app.vault.queries import opened


def portfolio_of(db: Session, actor: Person, year: AppraisalYear) -> Portfolio:
    """The ticked records of a year with the reflections that go along. Two statements.

    Raises: CannotOpen.
    """
    lines = records_of(db, actor, year, ticked_only=True)
    ids = [one.record.reflection_id for one in lines if one.record.with_reflection]
    entries = _newest(db, actor, [one for one in ids if one])
    keys = {id_: entry.key for id_, entry in entries.items()}
    records = [taken(one, keys) for one in lines]
    return Portfolio(actor.name, year, records, {one.key: one for one in entries.values()})


def taken(line: CpdLine, keys: Mapping[UUID, UUID]) -> TakenRecord:
    """A record as it is taken along; `keys` are those of the entries that go along, by id."""
    entry = keys.get(line.record.reflection_id) if line.record.reflection_id else None
    return taken_record(line.record, line.words, entry, line.session)


def taken_record(
    record: CpdRecord, words: Words, entry: UUID | None, session: str | None
) -> TakenRecord:
    """A record as it is taken along, with the key of its entry and its session's title."""
    return TakenRecord(
        key=record.request_key,
        day=record.day,
        minutes=record.minutes,
        with_others=record.participatory,
        for_appraisal=record.ticked,
        title=words.title,
        learned=words.learned,
        changed=words.changed,
        entry=entry,
        session=session,
    )


def _newest(db: Session, actor: Person, ids: Sequence[UUID]) -> dict[UUID, TakenEntry]:
    any_version = aliased(ReflectionVersion)
    newest = (
        select(func.max(any_version.number))
        .where(any_version.reflection_id == Reflection.id)
        .scalar_subquery()
    )
    rows: Iterable[Sequence[Any]] = db.execute(
        select(Reflection, ReflectionVersion, VaultKey.locked)
        .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
        .join(VaultKey, VaultKey.owner_id == Reflection.person_id)
        .where(
            Reflection.person_id == actor.id,
            Reflection.deleted_at.is_(None),
            Reflection.id.in_(ids),
            ReflectionVersion.number == newest,
        )
    )
    found = dict[UUID, TakenEntry]()
    for entry, version, locked in rows:
        text = opened(db, locked, actor.id).open(version.sealed, TEXT, version.id)
        said = SaidThen(version.number, version.written_at, text, version.restored_from)
        found[entry.id] = TakenEntry(entry.request_key, entry.created_at, "", [said])
    return found
