"""Reads of pictures: as people gave them, and as an edition shows them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, cast, func, select
from sqlalchemy.dialects.postgresql import JSONPATH
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.kit.prints import Print
from app.outputs.models import (
    ContributionPicture,
    EditionPicture,
    EditionQuote,
    OutputBuild,
    OutputEdition,
)
from app.outputs.queries.voices import voices_by_id
from app.outputs.rules.manifest import PrintFacts

# Where the hash of each picture stands in the content tree.
_SHOWN = '$.blocks[*] ? (@.kind == "picture").sha256'


@dataclass(frozen=True)
class Bytes:
    """The bytes of a picture, and of which type they are."""

    content: bytes
    media_type: str


@dataclass(frozen=True)
class Unprinted:
    """A picture of an edition that has no print yet, and how many pictures the edition has."""

    edition_id: UUID
    sha256: str
    content: bytes
    pictures: int


def hash_here(content: InstrumentedAttribute[bytes]) -> ColumnElement[str]:
    """The SHA-256 of bytes, reckoned where they lie."""
    return func.encode(func.sha256(content), "hex")


def untrue_pictures(db: Session, ids: Collection[UUID]) -> set[UUID]:
    """Those contributions whose picture is not the one that was given. One statement."""
    kept = ContributionPicture
    wanted = select(kept.contribution_id).where(
        kept.contribution_id.in_(ids), hash_here(kept.content) != kept.sha256
    )
    return set(db.scalars(wanted))


def unprinted(db: Session, build_id: UUID) -> Unprinted | None:
    """The first picture of a frozen edition that has no print; None when each has.

    Three statements. A picture that is not there any more has no bytes.
    """
    # The names alone: all that an edition says is long, and this is asked once for each picture.
    names = func.jsonb_path_query_array(OutputEdition.document, cast(_SHOWN, JSONPATH))
    edition = db.execute(
        select(OutputEdition.id, names).where(
            OutputEdition.build_id == build_id, OutputEdition.document.is_not(None)
        )
    ).one_or_none()
    if edition is None:
        return None
    wanted = dict.fromkeys(edition[1])
    of_edition = EditionPicture.edition_id == edition[0]
    made = set(db.scalars(select(EditionPicture.sha256).where(of_edition)))
    missing = next((name for name in wanted if name not in made), None)
    if missing is None:
        return None
    kept = db.scalar(
        select(ContributionPicture.content)
        .join(EditionQuote, EditionQuote.contribution_id == ContributionPicture.contribution_id)
        .where(EditionQuote.edition_id == edition[0], ContributionPicture.sha256 == missing)
        .limit(1)
    )
    return Unprinted(edition[0], missing, kept or b"", len(wanted))


def prints_of(db: Session, build_id: UUID) -> dict[str, Print]:
    """The prints of the edition of a build, by the hash of each picture. One statement."""
    rows = db.execute(
        select(
            EditionPicture.sha256,
            EditionPicture.content,
            EditionPicture.media_type,
            EditionPicture.width,
            EditionPicture.height,
        )
        .join(OutputEdition, OutputEdition.id == EditionPicture.edition_id)
        .where(OutputEdition.build_id == build_id)
    )
    return {row[0]: Print(*row[1:]) for row in rows}


def facts_of_prints(db: Session, edition_id: UUID) -> list[PrintFacts]:
    """What is known of each print, hashed anew where it lies, in one order. One statement."""
    rows = db.execute(
        select(
            EditionPicture.sha256,
            func.length(EditionPicture.content),
            hash_here(EditionPicture.content),
        )
        .where(EditionPicture.edition_id == edition_id)
        .order_by(EditionPicture.sha256)
    )
    return [PrintFacts(*row) for row in rows]


def print_bytes(db: Session, edition_id: UUID, sha256: str) -> Bytes | None:
    """A print of an edition. One statement."""
    kept = db.get(EditionPicture, (edition_id, sha256))
    return Bytes(kept.content, kept.media_type) if kept else None


def draft_bytes(
    db: Session, draft: OutputBuild | None, sha256: str, *, now: datetime
) -> Bytes | None:
    """A picture in a draft, as long as its author allows it on a public page. Two statements."""
    places = draft.work.get("places", []) if draft else []
    kept = db.scalar(
        select(ContributionPicture)
        .where(
            ContributionPicture.contribution_id.in_([UUID(one["contribution"]) for one in places]),
            ContributionPicture.sha256 == sha256,
        )
        .limit(1)
    )
    if kept is None:
        return None
    (voice,) = voices_by_id(db, [kept.contribution_id])
    return Bytes(kept.content, kept.media_type) if voice.is_public(now) else None
