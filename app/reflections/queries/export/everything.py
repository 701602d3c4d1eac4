"""Everything of a person's log, in batches, so that a log of any length takes little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, tuple_
from sqlalchemy.orm import Session, aliased, sessionmaker

from app.gatherings.models import Gathering
from app.kit.sealing import DataKey
from app.people.models import Person
from app.reflections.models import (
    COMMENT,
    CPD_WORDS,
    DRAFT,
    PURPOSE,
    TEXT,
    CpdRecord,
    Reflection,
    ReflectionDraft,
    ReflectionVersion,
    Share,
    ShareComment,
)
from app.reflections.queries.export.portfolio import taken_record
from app.reflections.queries.zone import NEWEST_ZONE
from app.reflections.rules import HOME_ZONE
from app.reflections.rules.cpd import Words
from app.reflections.rules.export import (
    SaidThen,
    TakenComment,
    TakenDraft,
    TakenEntry,
    TakenRecord,
    TakenShare,
)
from app.syllabus.models import CourseModule, Step
from app.vault.queries import keys_of

BATCH = 200
"""Versions that are in memory at once."""

_ORDER = (Reflection.created_at, Reflection.id, ReflectionVersion.number)
# Built once.
_VERSIONS = (
    select(
        *(Reflection.id, Reflection.request_key, Reflection.created_at),
        *(CourseModule.title, Step.title, Gathering.title, ReflectionVersion),
    )
    .select_from(Reflection)
    .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
    .outerjoin(Step, Step.id == Reflection.step_id)
    .outerjoin(CourseModule, CourseModule.id == Step.module_id)
    .outerjoin(Gathering, Gathering.id == Reflection.gathering_id)
    .where(Reflection.person_id == bindparam("person"), Reflection.deleted_at.is_(None))
    .order_by(*_ORDER)
    .limit(BATCH)
)


@dataclass(frozen=True)
class WholeLog:
    """A person's log, read anew each time it is gone through; it opens sessions of its own.

    Each batch is a transaction, so that a slow line holds nothing up.
    """

    sessions: sessionmaker[Session]
    person_id: UUID
    name: str
    zone: str
    key: DataKey | None

    def entries(self) -> Iterator[TakenEntry]:
        """Entries from the oldest on. One statement for 200 versions."""
        for _, rows in groupby(self._versions(), key=lambda row: row[0]):
            first, *more = rows
            _, key, written_at, module, step, session, _ = first
            versions = [self._said(row[6]) for row in (first, *more)]
            yield TakenEntry(key, written_at, _began(module, step, session), versions)

    def records(self) -> Iterator[TakenRecord]:
        """Records of learning from the oldest on. One statement for 200."""
        entry = aliased(Reflection)
        query = (
            select(CpdRecord, entry.request_key, Gathering.title)
            .outerjoin(entry, (entry.id == CpdRecord.reflection_id) & entry.deleted_at.is_(None))
            .outerjoin(Gathering, Gathering.id == CpdRecord.gathering_id)
            .where(CpdRecord.person_id == self.person_id)
        )
        for record, entry_key, session in self._in_batches(query, CpdRecord.id):
            words = Words.from_text(self._open(record.sealed, CPD_WORDS, record.id))
            yield taken_record(record, words, entry_key, session)

    def shares(self) -> Iterator[TakenShare]:
        """What was shared, and all that was said about it. Two statements for 200."""
        reader = aliased(Person)
        query = (
            select(Share, Reflection.request_key, ReflectionVersion.number, reader.name)
            .join(ReflectionVersion, ReflectionVersion.id == Share.version_id)
            .join(Reflection, Reflection.id == ReflectionVersion.reflection_id)
            .outerjoin(reader, reader.id == Share.reader_id)
            .where(Share.author_id == self.person_id, Reflection.deleted_at.is_(None))
        )
        for rows in self._batches(query, Share.id):
            said = self._comments([row[0].id for row in rows])
            for share, key, number, name in rows:
                yield TakenShare(
                    entry=key,
                    number=number,
                    shared_with=name or AUDIENCES[share.audience],
                    purpose=self._open(share.sealed_purpose, PURPOSE, share.id),
                    shared_at=share.shared_at,
                    last_day=share.last_day,
                    ended_at=share.revoked_at,
                    comments=said.get(share.id, []),
                )

    def drafts(self) -> Iterator[TakenDraft]:
        """What is not saved as an entry yet. One statement for 200."""
        query = select(ReflectionDraft).where(ReflectionDraft.person_id == self.person_id)
        for (draft,) in self._in_batches(query, ReflectionDraft.draft_key):
            yield TakenDraft(draft.saved_at, self._open(draft.sealed, DRAFT, draft.draft_key))

    def _versions(self) -> Iterator[Sequence[Any]]:
        query = _VERSIONS
        while True:
            with self.sessions() as db:
                rows = db.execute(query, {"person": self.person_id}).all()
            yield from rows
            if len(rows) < BATCH:
                return
            last: Sequence[Any] = rows[-1]
            query = _VERSIONS.where(tuple_(*_ORDER) > (last[2], last[0], last[6].number))

    def _in_batches(self, query: Any, column: Any) -> Iterator[Sequence[Any]]:
        for rows in self._batches(query, column):
            yield from rows

    def _batches(self, query: Any, column: Any) -> Iterator[Sequence[Sequence[Any]]]:
        after = UUID(int=0)
        while True:
            with self.sessions() as db:
                wanted = query.where(column > after).order_by(column).limit(BATCH)
                rows = db.execute(wanted.add_columns(column)).all()
            yield [row[:-1] for row in rows]
            if len(rows) < BATCH:
                return
            after = rows[-1][-1]

    def _comments(self, share_ids: Sequence[UUID]) -> dict[UUID, list[TakenComment]]:
        with self.sessions() as db:
            rows: Iterable[Sequence[Any]] = db.execute(
                select(ShareComment, Person.name)
                .join(Person, Person.id == ShareComment.writer_id)
                .where(ShareComment.share_id.in_(share_ids))
                .order_by(ShareComment.written_at, ShareComment.id)
            ).all()
        found = dict[UUID, list[TakenComment]]()
        for comment, name in rows:
            text = self._open(comment.sealed, COMMENT, comment.id)
            taken = TakenComment(name, comment.written_at, text)
            found.setdefault(comment.share_id, []).append(taken)
        return found

    def _said(self, version: ReflectionVersion) -> SaidThen:
        text = self._open(version.sealed, TEXT, version.id)
        return SaidThen(version.number, version.written_at, text, version.restored_from)

    def _open(self, sealed: bytes, place: str, row: UUID) -> str:
        if self.key is None:
            raise LookupError(place)
        return self.key.open(sealed, place, row)


AUDIENCES = {"facilitator": "a facilitator", "mentor": "a mentor", "cohort": "my cohort"}


def whole_log(db: Session, sessions: sessionmaker[Session], actor: Person) -> WholeLog:
    """The actor's whole log; nothing but their key is read yet. Two statements.

    Raises: CannotOpen.
    """
    zone = db.scalar(NEWEST_ZONE, {"person": actor.id}) or HOME_ZONE
    key = keys_of(db, [actor.id]).get(actor.id)
    return WholeLog(sessions, actor.id, actor.name, zone, key)


def size_of(db: Session, actor: Person) -> tuple[int, int]:
    """How many entries and records of learning the actor has. One statement."""
    entries = select(func.count()).where(
        Reflection.person_id == actor.id, Reflection.deleted_at.is_(None)
    )
    records = select(func.count()).where(CpdRecord.person_id == actor.id)
    found = db.execute(select(entries.scalar_subquery(), records.scalar_subquery())).one()
    return found[0], found[1]


def _began(module: str | None, step: str | None, session: str | None) -> str:
    if module:
        return f"In “{module}”, at the step “{step}”"
    return f"About the session “{session}”" if session else ""
