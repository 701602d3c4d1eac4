"""The last stages of a build: authors are asked about a draft; an edition is frozen and printed."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.actions.question import write_to
from app.outputs.actions.retire import hold
from app.outputs.actions.stages import Found, Job, Place, places_in, usable
from app.outputs.models import EditionQuote, OutputEdition, OutputFile, Selection
from app.outputs.queries.public import PDF
from app.outputs.queries.voices import Voice
from app.outputs.rules.consent import NO, ends_at
from app.outputs.rules.words import hash_of


class OutOfDate(Exception):  # noqa: N818 - not an error: the build starts over
    """What was written is not what may be shown any more."""


def ask(db: Session, job: Job) -> Found:
    """Ask each author in the draft; an answer to exactly the same as before still counts."""
    places = places_in(job.work)
    voices = _held(db, job, places)
    before = _selections(db, job.output.id)
    authors = set[UUID]()
    for position, (place, voice) in enumerate(zip(places, voices, strict=True)):
        kept = before.pop(place.contribution, None)
        if kept is None or kept.shown_sha256 != place.shown_sha256:
            kept = kept or Selection(
                output_id=job.output.id, contribution_id=place.contribution, position=position
            )
            kept.ask(place.shown_sha256, job.now)
            db.add(kept)
            authors.add(voice.author_id)
        kept.position = position
    for left in before.values():
        # Not in this draft, so there is nothing to answer about; a no is remembered.
        if left.answer != NO:
            db.delete(left)
    db.flush()
    write_to(db, job.output, authors, occurrence=str(job.build.id), now=job.now)
    ends = _shown_until(voices)
    return {"work": {**job.work, "shown_until": ends.isoformat() if ends else None}}


def freeze(db: Session, job: Job) -> Found:
    """Freeze the page as the edition that waits to be published, in place of an older one."""
    places = places_in(job.work)
    voices = _held(db, job, places)
    db.execute(
        delete(OutputEdition).where(
            OutputEdition.output_id == job.output.id, OutputEdition.published_at.is_(None)
        )
    )
    document = job.build.document or {}
    edition = OutputEdition(
        id=new_id(),
        output_id=job.output.id,
        build_id=job.build.id,
        number=_next_number(db, job.output.id),
        document=document,
        sha256=hash_of_document(document),
        shown_until=_shown_until(voices),
    )
    db.add(edition)
    db.flush()
    db.add_all(
        EditionQuote(
            edition_id=edition.id, contribution_id=place.contribution, consent_id=place.consent
        )
        for place in places
    )
    db.flush()
    # From here on the words are in one place only.
    return {"document": None}


def keep_pdf(db: Session, job: Job, pdf: bytes) -> Found:
    """Keep the printed file with its edition."""
    edition_id = db.scalar(select(OutputEdition.id).where(OutputEdition.build_id == job.build.id))
    if edition_id is None:
        raise OutOfDate
    db.execute(
        insert(OutputFile)
        .values(edition_id=edition_id, format=PDF, content=pdf, sha256=sha256(pdf).hexdigest())
        .on_conflict_do_nothing()
    )
    return {}


def hash_of_document(document: dict[str, Any]) -> str:
    """The SHA-256 of a content tree, whatever the order of its keys."""
    return hash_of(json.dumps(document, sort_keys=True, ensure_ascii=False))


def _held(db: Session, job: Job, places: list[Place]) -> list[Voice]:
    """The authors of a written page, in its order, while nothing can be taken back.

    Raises: OutOfDate when one of them does not allow now what was written.
    """
    ids = [place.contribution for place in places]
    hold(db, ids)
    now_allowed = {voice.contribution.id: voice for voice in usable(db, job, ids)}
    for place in places:
        voice = now_allowed.get(place.contribution)
        same = voice and (voice.consent.id, voice.shown_sha256)
        if same != (place.consent, place.shown_sha256):
            raise OutOfDate
    return [now_allowed[each] for each in ids]


def _selections(db: Session, output_id: UUID) -> dict[UUID, Selection]:
    rows = db.scalars(select(Selection).where(Selection.output_id == output_id).with_for_update())
    return {selection.contribution_id: selection for selection in rows}


def _shown_until(voices: list[Voice]) -> datetime | None:
    """The moment when the first of these consents runs out."""
    ends = [ends_at(voice.consent.until, voice.cohort.time_zone) for voice in voices]
    return min((end for end in ends if end is not None), default=None)


def _next_number(db: Session, output_id: UUID) -> int:
    last = select(func.max(OutputEdition.number)).where(OutputEdition.output_id == output_id)
    return (db.scalar(last) or 0) + 1
