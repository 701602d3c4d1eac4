"""The last stages of a build: whose yes a draft needs; an edition is frozen and hashed."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.gateways.ports.press import MadeFile
from app.kit.db import new_id
from app.kit.document import Document
from app.outputs.actions.question import write_to
from app.outputs.actions.retire import hold
from app.outputs.actions.stages import Found, Job, Place, places_in, usable
from app.outputs.letters import PLACED
from app.outputs.models import EditionQuote, Output, OutputEdition, OutputFile, Selection
from app.outputs.queries.files import facts_of_files
from app.outputs.queries.layouts import layout_of
from app.outputs.queries.pictures import facts_of_prints, untrue_pictures
from app.outputs.queries.voices import Voice
from app.outputs.rules.consent import NO, ends_at
from app.outputs.rules.manifest import SourceWords, is_word_for_word, write_manifest
from app.outputs.rules.words import hash_of, hash_of_tree


class OutOfDate(Exception):  # noqa: N818 - not an error: the build starts over
    """What was written is not what may be shown any more."""


def ask(db: Session, job: Job) -> Found:
    """Note whose yes the draft needs; an answer to exactly the same as before still counts.

    Nobody is written to before a facilitator has asked the authors.
    """
    places = places_in(job.work)
    voices = _held(db, job, places)
    were_asked = _were_asked(db, job.output.id)
    before = _selections(db, job.output.id)
    asked, placed = set[UUID](), set[UUID]()
    for position, (place, voice) in enumerate(zip(places, voices, strict=True)):
        kept = before.pop(place.contribution, None)
        beside = place.beside_sha256
        stands = kept is not None and kept.stands_for(
            place.shown_sha256, beside, is_ahead=voice.has_yes_ahead
        )
        if kept is None or not stands:
            kept = kept or Selection(
                output_id=job.output.id, contribution_id=place.contribution, position=position
            )
            kept.ask(place.shown_sha256, job.now)
            kept.beside_sha256 = place.beside_sha256
            if voice.has_yes_ahead:
                kept.take_yes_ahead(job.now)
            db.add(kept)
            (placed if voice.has_yes_ahead else asked).add(voice.author_id)
        kept.position = position
    for left in before.values():
        # Not in this draft, so there is nothing to answer about; a no is remembered.
        if left.answer != NO:
            db.delete(left)
    db.flush()
    if were_asked:
        _write(db, job, asked=asked, placed=placed)
    ends = _shown_until(voices)
    return {"work": {**job.work, "shown_until": ends.isoformat() if ends else None}}


def freeze(db: Session, job: Job) -> Found:
    """Freeze the page as the edition that waits to be published, in place of an older one.

    Raises: OutOfDate when words or a picture in it are not what their author said yes to.
    """
    places = places_in(job.work)
    voices = _held(db, job, places)
    document = job.build.document or {}
    if not is_word_for_word(Document.from_json(document), _sources(places, voices)):
        raise OutOfDate
    if untrue_pictures(db, [place.contribution for place in places]):
        raise OutOfDate
    db.execute(
        delete(OutputEdition).where(
            OutputEdition.output_id == job.output.id, OutputEdition.published_at.is_(None)
        )
    )
    edition = OutputEdition(
        id=new_id(),
        output_id=job.output.id,
        build_id=job.build.id,
        number=_next_number(db, job.output.id),
        document=document,
        sha256=hash_of_tree(document),
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


def keep_file(db: Session, job: Job, file_format: str, made: MadeFile) -> Found:
    """Keep a file with its edition, and for which characters it shows a box."""
    edition = _frozen(db, job)
    db.execute(
        insert(OutputFile)
        .values(
            edition_id=edition.id,
            format=file_format,
            content=made.content,
            sha256=sha256(made.content).hexdigest(),
            not_drawn=list(made.not_drawn),
        )
        .on_conflict_do_nothing()
    )
    return {}


def seal(db: Session, job: Job) -> Found:
    """Note the hash of every source and file of the edition."""
    edition = _frozen(db, job)
    places = places_in(job.work)
    edition.manifest = write_manifest(
        Document.from_json(edition.document or {}),
        number=edition.number,
        frozen_at=job.now,
        template=job.output.template,
        words=_sources(places, _held(db, job, places)),
        files=facts_of_files(db, edition.id),
        prints=facts_of_prints(db, edition.id),
    )
    db.flush()
    return {}


def _frozen(db: Session, job: Job) -> OutputEdition:
    """The edition that this build froze, as long as nobody took words back.

    Raises: OutOfDate.
    """
    wanted = select(OutputEdition).where(
        OutputEdition.build_id == job.build.id, OutputEdition.document.is_not(None)
    )
    edition = db.scalar(wanted)
    if edition is None:
        raise OutOfDate
    return edition


def _sources(places: list[Place], voices: list[Voice]) -> list[SourceWords]:
    return [
        SourceWords(place.block, hash_of(voice.words), place.shown_sha256)
        for place, voice in zip(places, voices, strict=True)
    ]


def _held(db: Session, job: Job, places: list[Place]) -> list[Voice]:
    """The authors of a written page, in its order, while nothing can be taken back.

    Raises: OutOfDate when one of them does not allow now what was written.
    """
    ids = [place.contribution for place in places]
    hold(db, ids)
    layout = layout_of(db, job.output)
    now_allowed = {voice.contribution.id: voice for voice in usable(db, job, ids, layout)}
    for place in places:
        voice = now_allowed.get(place.contribution)
        same = voice and (voice.consent.id, voice.shown_sha256)
        if same != (place.consent, place.shown_sha256):
            raise OutOfDate
    return [now_allowed[each] for each in ids]


def _write(db: Session, job: Job, *, asked: set[UUID], placed: set[UUID]) -> None:
    occurrence = str(job.build.id)
    write_to(db, job.output, asked, occurrence=occurrence, now=job.now)
    write_to(db, job.output, placed, occurrence=occurrence, now=job.now, kind=PLACED)


def _were_asked(db: Session, output_id: UUID) -> bool:
    """Whether a facilitator has asked the authors; until we are done, nobody does so beside us."""
    wanted = select(Output.asked_authors_at).where(Output.id == output_id)
    return db.scalar(wanted.with_for_update(read=True)) is not None


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
