"""What a person ticked for their appraisal, as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, sessionmaker

from app.kit.sealing import DataKey
from app.people.models import Person
from app.reflections.models import TEXT, CpdRecord, Reflection, ReflectionVersion
from app.reflections.queries.cpd.records import CpdLine, records_of
from app.reflections.queries.export.belongings import entry_from, with_belongings
from app.reflections.queries.export.files import content_of, files_of_entries
from app.reflections.queries.frame import FEATURES, features_from
from app.reflections.queries.zone import zone_for
from app.reflections.rules.cpd import Words
from app.reflections.rules.cpd.years import AppraisalYear
from app.reflections.rules.export import SaidThen, TakenEntry, TakenRecord
from app.reflections.rules.export.belongings import TakenFile
from app.reflections.rules.export.portfolio import Portfolio
from app.vault.queries import keys_of


def portfolio_of(
    db: Session, sessions: sessionmaker[Session], actor: Person, year: AppraisalYear
) -> Portfolio:
    """The ticked records of a year with the reflections and files that go along.

    At most five statements; the bytes of a file are read when the file is made.
    Raises: CannotOpen.
    """
    lines = records_of(db, actor, year, ticked_only=True)
    wanted = [one.record for one in lines if one.record.with_reflection]
    ids = [one.reflection_id for one in wanted if one.reflection_id]
    key = keys_of(db, [actor.id]).get(actor.id)
    entries = _newest(db, actor, key, ids, _files(db, actor, key, wanted)) if key else {}
    keys = {id_: entry.key for id_, entry in entries.items()}
    records = [taken(one, keys) for one in lines]

    def read(file: TakenFile) -> bytes | None:
        with sessions() as later:
            return content_of(later, person_id, key, file)

    person_id = actor.id
    return Portfolio(actor.name, year, records, {one.key: one for one in entries.values()}, read)


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


def _files(
    db: Session, actor: Person, key: DataKey | None, wanted: Sequence[CpdRecord]
) -> Mapping[UUID, Sequence[TakenFile]]:
    ids = [one.reflection_id for one in wanted if one.with_files and one.reflection_id]
    if key is None or not ids:
        return {}
    return files_of_entries(db, actor, key, zone_for(db, actor), ids)


def _newest(
    db: Session,
    actor: Person,
    key: DataKey,
    ids: Sequence[UUID],
    files: Mapping[UUID, Sequence[TakenFile]],
) -> dict[UUID, TakenEntry]:
    any_version = aliased(ReflectionVersion)
    newest = (
        select(func.max(any_version.number))
        .where(any_version.reflection_id == Reflection.id)
        .scalar_subquery()
    )
    rows: Iterable[Sequence[Any]] = db.execute(
        with_belongings(Reflection.id, ReflectionVersion, FEATURES).where(
            Reflection.person_id == actor.id,
            Reflection.deleted_at.is_(None),
            Reflection.id.in_(ids),
            ReflectionVersion.number == newest,
        ),
        {"person": actor.id},
    )
    found, labels = dict[UUID, TakenEntry](), dict[str, str]()
    for id_, version, features, *about in rows:
        # The same beside each entry, and read once.
        labels = labels or {one.key: one.label for one in features_from(features)}
        text = key.open(version.sealed, TEXT, version.id)
        said = SaidThen(version.number, version.written_at, text, version.restored_from)
        found[id_] = entry_from(about, [said], labels, files.get(id_, ()))
    return found
