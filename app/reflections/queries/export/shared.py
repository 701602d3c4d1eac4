"""What a person shared: what for, with which files, who opened it, and what was said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.people.models import Person
from app.reflections.models import (
    COMMENT,
    PURPOSE,
    Attachment,
    Reflection,
    ReflectionVersion,
    Share,
    ShareAttachment,
    ShareComment,
    ShareOpening,
)
from app.reflections.queries.export.batches import Batches
from app.reflections.rules.export import TakenComment, TakenOpening, TakenShare

AUDIENCES = {"facilitator": "a facilitator", "mentor": "a mentor", "cohort": "my cohort"}
NOBODY = "somebody whose account has been removed"


def taken_shares(log: Batches) -> Iterator[TakenShare]:
    """What was shared, in the order of sharing. Four statements for 200."""
    reader = aliased(Person)
    query = (
        select(Share, Reflection.request_key, ReflectionVersion.number, reader.name)
        .join(ReflectionVersion, ReflectionVersion.id == Share.version_id)
        .join(Reflection, Reflection.id == ReflectionVersion.reflection_id)
        .outerjoin(reader, reader.id == Share.reader_id)
        .where(Share.author_id == log.person_id, Reflection.deleted_at.is_(None))
    )
    for rows in log.batches(query, Share.id):
        ids = [row[0].id for row in rows]
        said, opened, along = _comments(log, ids), _openings(log, ids), _along(log, ids)
        for share, key, number, name in rows:
            yield TakenShare(
                entry=key,
                number=number,
                shared_with=name or AUDIENCES[share.audience],
                purpose=log.open(share.sealed_purpose, PURPOSE, share.id),
                shared_at=share.shared_at,
                last_day=share.last_day,
                ended_at=share.revoked_at,
                comments=said.get(share.id, []),
                openings=opened.get(share.id, []),
                files=along.get(share.id, []),
            )


def _comments(log: Batches, ids: Sequence[UUID]) -> dict[UUID, list[TakenComment]]:
    query = (
        select(ShareComment, Person.name)
        .join(Person, Person.id == ShareComment.writer_id)
        .where(ShareComment.share_id.in_(ids))
        .order_by(ShareComment.written_at, ShareComment.id)
    )
    found = dict[UUID, list[TakenComment]]()
    for comment, name in log.rows(query):
        text = log.open(comment.sealed, COMMENT, comment.id)
        taken = TakenComment(name, comment.written_at, text)
        found.setdefault(comment.share_id, []).append(taken)
    return found


def _openings(log: Batches, ids: Sequence[UUID]) -> dict[UUID, list[TakenOpening]]:
    query = (
        select(ShareOpening.share_id, Person.name, ShareOpening.opened_at)
        .outerjoin(Person, Person.id == ShareOpening.reader_id)
        .where(ShareOpening.share_id.in_(ids))
        .order_by(ShareOpening.opened_at, ShareOpening.id)
    )
    found = dict[UUID, list[TakenOpening]]()
    for share, name, opened_at in log.rows(query):
        found.setdefault(share, []).append(TakenOpening(name or NOBODY, opened_at))
    return found


def _along(log: Batches, ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    query: Any = (
        select(ShareAttachment.share_id, Attachment.request_key)
        .join(Attachment, Attachment.id == ShareAttachment.attachment_id)
        .where(ShareAttachment.share_id.in_(ids))
        .order_by(Attachment.added_at, Attachment.id)
    )
    found = dict[UUID, list[UUID]]()
    for share, key in log.rows(query):
        found.setdefault(share, []).append(key)
    return found
