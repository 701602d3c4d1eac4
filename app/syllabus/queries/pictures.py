"""Reads the pictures of the course."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.kit.errors import NotFound
from app.syllabus.models import CoursePicture


def pictures_by_digest(db: Session, digests: Collection[str]) -> list[CoursePicture]:
    """The pictures of these contents with their bytes. One statement; none for no digests."""
    if not digests:
        return []
    wanted = select(CoursePicture).where(CoursePicture.digest.in_(digests))
    return list(db.scalars(wanted.options(undefer(CoursePicture.content))))


def picture(db: Session, *, digest: str, name: str) -> CoursePicture:
    """The picture of this content and name with its bytes, from any edition. One statement.

    Raises: NotFound.
    """
    found = db.scalar(
        select(CoursePicture)
        .where(CoursePicture.digest == digest, CoursePicture.name == name)
        .options(undefer(CoursePicture.content))
        .limit(1)
    )
    if found is None:
        raise NotFound
    return found
