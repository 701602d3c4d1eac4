"""Everything of a person's log, in batches, so that a log of any length takes little memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, tuple_
from sqlalchemy.orm import Session, aliased, sessionmaker

from app.gatherings.models import Gathering
from app.people.models import Person
from app.reflections.models import (
    CPD_WORDS,
    DRAFT,
    TEXT,
    CpdRecord,
    Reflection,
    ReflectionDraft,
    ReflectionVersion,
)
from app.reflections.queries.export.batches import BATCH, Batches
from app.reflections.queries.export.belongings import entry_from, with_belongings
from app.reflections.queries.export.files import content_of, files_of_log
from app.reflections.queries.export.portfolio import taken_record
from app.reflections.queries.export.shared import taken_shares
from app.reflections.queries.frame import FEATURES, features_from
from app.reflections.queries.zone import NEWEST_ZONE
from app.reflections.rules import HOME_ZONE
from app.reflections.rules.cpd import Words
from app.reflections.rules.export import SaidThen, TakenDraft, TakenEntry, TakenRecord, TakenShare
from app.reflections.rules.export.belongings import TakenFile
from app.reflections.rules.export.parts import parts_of
from app.vault.queries import keys_of

_ORDER = (Reflection.created_at, Reflection.id, ReflectionVersion.number)
# Built once.
_VERSIONS = (
    with_belongings(Reflection.id, ReflectionVersion)
    .where(Reflection.person_id == bindparam("person"), Reflection.deleted_at.is_(None))
    .order_by(*_ORDER)
    .limit(BATCH)
)
_FRAME = select(NEWEST_ZONE.scalar_subquery(), FEATURES)


@dataclass(frozen=True)
class WholeLog:
    """A person's log, read anew each time it is gone through.

    `only`: the entries of a part that carries files, and nothing else; None: all there is.
    """

    batches: Batches
    name: str
    zone: str
    labels: Mapping[str, str]
    attached: Mapping[UUID, Sequence[TakenFile]]
    only: Collection[UUID] | None = None

    def entries(self) -> Iterator[TakenEntry]:
        """Entries from the oldest on. One statement for 200 versions."""
        for id_, rows in groupby(self._versions(), key=lambda row: row[0]):
            first, *more = rows
            versions = [self._said(row[1]) for row in (first, *more)]
            yield entry_from(first[2:], versions, self.labels, self.attached.get(id_, ()))

    def records(self) -> Iterator[TakenRecord]:
        """Records of learning from the oldest on. One statement for 200."""
        entry = aliased(Reflection)
        query = (
            select(CpdRecord, entry.request_key, Gathering.title)
            .outerjoin(entry, (entry.id == CpdRecord.reflection_id) & entry.deleted_at.is_(None))
            .outerjoin(Gathering, Gathering.id == CpdRecord.gathering_id)
            .where(CpdRecord.person_id == self.batches.person_id)
        )
        for record, entry_key, session in self._unless_part(query, CpdRecord.id):
            words = Words.from_text(self.batches.open(record.sealed, CPD_WORDS, record.id))
            yield taken_record(record, words, entry_key, session)

    def shares(self) -> Iterator[TakenShare]:
        """What was shared, who opened it, and all that was said about it."""
        return taken_shares(self.batches) if self.only is None else iter(())

    def drafts(self) -> Iterator[TakenDraft]:
        """What is not saved as an entry yet. One statement for 200."""
        mine = ReflectionDraft.person_id == self.batches.person_id
        key = ReflectionDraft.draft_key
        for (draft,) in self._unless_part(select(ReflectionDraft).where(mine), key):
            text = self.batches.open(draft.sealed, DRAFT, draft.draft_key)
            yield TakenDraft(draft.saved_at, text)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Pictures and recordings, one in memory at a time. One statement for each."""
        for file in (one for some in self.attached.values() for one in some):
            if file.path is None:
                continue
            with self.batches.sessions() as db:
                content = content_of(db, self.batches.person_id, self.batches.key, file)
            if content is not None:
                yield file.path, content

    @property
    def size(self) -> int:
        """How many bytes its files have together."""
        return sum(one.size for some in self.attached.values() for one in some)

    @property
    def parts(self) -> Sequence[Sequence[UUID]]:
        """Ids of files that fit together into one file to bring elsewhere."""
        return parts_of(one for some in self.attached.values() for one in some)

    def part(self, ids: Collection[UUID]) -> WholeLog:
        """The entries that these files are on, with these files and no others."""
        kept = self._holding(ids)
        some = {entry: files for entry, files in kept.items() if any(one.path for one in files)}
        return replace(self, attached=some, only=frozenset(some))

    def without_files(self) -> WholeLog:
        """All that was written; the files are named and left out."""
        return replace(self, attached=self._holding(()))

    def _holding(self, ids: Collection[UUID]) -> Mapping[UUID, Sequence[TakenFile]]:
        return {
            entry: [one if one.id in ids else replace(one, path=None) for one in files]
            for entry, files in self.attached.items()
        }

    def _unless_part(self, query: Any, column: Any) -> Iterator[Sequence[Any]]:
        return self.batches.each(query, column) if self.only is None else iter(())

    def _versions(self) -> Iterator[Sequence[Any]]:
        query = whole = (
            _VERSIONS if self.only is None else _VERSIONS.where(Reflection.id.in_(self.only))
        )
        while True:
            with self.batches.sessions() as db:
                rows = db.execute(query, {"person": self.batches.person_id}).all()
            yield from rows
            if len(rows) < BATCH:
                return
            last: Sequence[Any] = rows[-1]
            query = whole.where(tuple_(*_ORDER) > (last[3], last[0], last[1].number))

    def _said(self, version: ReflectionVersion) -> SaidThen:
        text = self.batches.open(version.sealed, TEXT, version.id)
        return SaidThen(version.number, version.written_at, text, version.restored_from)


def whole_log(db: Session, sessions: sessionmaker[Session], actor: Person) -> WholeLog:
    """The actor's whole log; nothing but their key and the names of files is read yet.

    Three statements.
    Raises: CannotOpen.
    """
    zone, features = db.execute(_FRAME, {"person": actor.id}).one()
    key = keys_of(db, [actor.id]).get(actor.id)
    labels = {one.key: one.label for one in features_from(features)}
    attached = files_of_log(db, actor, key, zone or HOME_ZONE)
    reading = Batches(sessions, actor.id, key)
    return WholeLog(reading, actor.name, zone or HOME_ZONE, labels, attached)


def size_of(db: Session, actor: Person) -> tuple[int, int]:
    """How many entries and records of learning the actor has. One statement."""
    entries = select(func.count()).where(
        Reflection.person_id == actor.id, Reflection.deleted_at.is_(None)
    )
    records = select(func.count()).where(CpdRecord.person_id == actor.id)
    found = db.execute(select(entries.scalar_subquery(), records.scalar_subquery())).one()
    return found[0], found[1]
