"""Asking for an output, and for its draft or edition to be made."""

from __future__ import annotations

from datetime import datetime
from unicodedata import category
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.kit.markdown import slug
from app.kit.sendings import sending_key
from app.outputs.actions.queueing import queue_builds
from app.outputs.errors import AlreadyBuilding, AnswersOpen, TitleNeeded
from app.outputs.models import Output, OutputBuild
from app.outputs.queries.waiting import answers_are_open
from app.outputs.rules.stages import DRAFT, EDITION, LIVE, LONGEST_TITLE, MESSAGES

LONGEST_SLUG = 60


def ask_for_output(
    db: Session,
    *,
    cohort: Cohort,
    title: str,
    request_key: UUID,
    asked_by_id: UUID | None,
    now: datetime,
    template: str = MESSAGES,
) -> UUID:
    """Ask for an output of a cohort, with its first draft; the same key twice asks once.

    With another title it asks for another one.

    Returns the output's id. At most four statements.
    Raises: TitleNeeded.
    """
    clean = _clean_title(title)
    key = sending_key(request_key, clean)
    output_id = new_id()
    made: UUID | None = db.scalar(
        insert(Output)
        .values(
            id=output_id,
            cohort_id=cohort.id,
            slug=_free_slug(db, clean, cohort=cohort, output_id=output_id),
            title=clean,
            template=template,
            asked_by_id=asked_by_id,
            request_key=key,
            created_at=now,
        )
        .on_conflict_do_nothing()
        .returning(Output.id)
    )
    if made is None:
        return _asked_before(db, cohort, key) or ask_for_output(
            # Another output with this title came in between: this one gets a longer address.
            db,
            cohort=cohort,
            title=title,
            request_key=request_key,
            asked_by_id=asked_by_id,
            now=now,
            template=template,
        )
    queue_builds(db, {made: DRAFT}, asked_by_id=asked_by_id, now=now)
    return made


def ask_for_build(
    db: Session, *, output_id: UUID, purpose: str, asked_by_id: UUID | None, now: datetime
) -> None:
    """Ask for the draft to be made again, or for an edition; asking twice asks once.

    Raises: AlreadyBuilding when the other one is being made; AnswersOpen for an edition while
        authors can still answer and some have not.
    """
    if purpose == EDITION and answers_are_open(db, output_id, now=now):
        raise AnswersOpen
    if queue_builds(db, {output_id: purpose}, asked_by_id=asked_by_id, now=now):
        return
    live = db.scalar(
        select(OutputBuild.purpose).where(
            OutputBuild.output_id == output_id, OutputBuild.state.in_(LIVE)
        )
    )
    if live != purpose:
        raise AlreadyBuilding


def _asked_before(db: Session, cohort: Cohort, request_key: UUID) -> UUID | None:
    return db.scalar(
        select(Output.id).where(Output.cohort_id == cohort.id, Output.request_key == request_key)
    )


def _clean_title(title: str) -> str:
    one_line = " ".join(title.split())
    has_controls = any(category(letter) == "Cc" for letter in one_line)
    shows = any(letter.isprintable() and not letter.isspace() for letter in one_line)
    if has_controls or not shows or len(one_line) > LONGEST_TITLE:
        raise TitleNeeded
    return one_line


def _free_slug(db: Session, title: str, *, cohort: Cohort, output_id: UUID) -> str:
    """A word for the public address that no other output has."""
    has_letters = any(letter.isascii() and letter.isalnum() for letter in title)
    word = slug(title)[:LONGEST_SLUG].strip("-") if has_letters else f"{cohort.slug}-report"
    taken = db.scalar(select(Output.id).where(Output.slug == word))
    return f"{word}-{output_id.hex[-6:]}" if taken else word
