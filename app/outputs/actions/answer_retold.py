"""Asking authors about their words in a retelling, their answers, and publishing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.outputs.actions.answer import ReadBack
from app.outputs.actions.retire import hold
from app.outputs.errors import ShownChanged, WayNeeded
from app.outputs.errors.retold import NothingTold
from app.outputs.letters import RETOLD
from app.outputs.models import Output, Retelling, RetoldAnswer
from app.outputs.queries.retellings import Told, told_of
from app.outputs.queries.retold_answers import RetoldPlace
from app.outputs.queries.voices import voices_by_id
from app.outputs.rules.consent import NO, YES
from app.outputs.rules.reading import WAYS
from app.outputs.rules.retelling import hash_of_told
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters


def ask_quoted(db: Session, told: Told, *, output: Output, now: datetime) -> int:
    """Ask each author about their words as they are told now, where they were not asked before.

    Returns how many were asked. Four statements at most, and one for 5,000 letters.
    """
    hold(db, told.sources)
    asked: list[UUID] = []
    for source in told.sources:
        if told.answer_of(source) is not None:
            continue
        kept = told.answers.get(source) or RetoldAnswer(
            retelling_id=told.retelling.id, contribution_id=source
        )
        kept.ask(hash_of_told(told.texts_of(source)), now)
        db.add(kept)
        asked.append(source)
    db.flush()
    _write_to(db, told, asked, output=output, now=now)
    return len(asked)


def answer_retold(
    db: Session,
    actor: Person,
    place: RetoldPlace,
    *,
    says: str,
    shown: str,
    now: datetime,
    read: ReadBack | None = None,
) -> None:
    """Keep what an author says to their words in a retelling; it takes effect at once.

    With `read` the actor read the words back to them, and the record says so.
    Raises: NotFound, WayNeeded, ShownChanged.
    """
    if read is not None and read.how not in WAYS:
        raise WayNeeded
    if says not in (YES, NO) or (read is not None and place.author_id == actor.id):
        raise NotFound
    hold(db, [place.answer.contribution_id], to_change=True)
    db.execute(select(RetoldAnswer.id).where(RetoldAnswer.id == place.answer.id).with_for_update())
    told = told_of(db, place.told.retelling)
    kept = told.answers.get(place.answer.contribution_id)
    if kept is None:
        raise NotFound
    now_told = hash_of_told(told.texts_of(kept.contribution_id))
    if says == YES and shown != now_told:
        raise ShownChanged
    kept.answer, kept.answered_at, kept.shown_sha256 = says, now, now_told
    kept.answered_by_id = actor.id if read else None
    kept.answered_how = read.how if read else ""
    db.flush()


def publish_retelling(db: Session, told: Told, *, output: Output, now: datetime) -> None:
    """Let anyone read it beside its edition, and ask whoever was not asked; twice is as once.

    Raises: NothingTold.
    """
    if not told.lines:
        raise NothingTold
    ask_quoted(db, told, output=output, now=now)
    told.retelling.published_at = told.retelling.published_at or now
    db.flush()


def take_down_retelling(db: Session, retelling: Retelling) -> None:
    """Let nobody read it for now; what is written stays for those who run the cohort."""
    retelling.published_at = None
    db.flush()


def _write_to(
    db: Session, told: Told, asked: Sequence[UUID], *, output: Output, now: datetime
) -> None:
    voices = voices_by_id(db, asked) if asked else []
    letters = [
        NewLetter(
            person_id=author,
            kind=RETOLD,
            about_id=told.retelling.id,
            due_at=now,
            cohort_id=output.cohort_id,
            occurrence=str(told.retelling.revision),
        )
        for author in sorted({voice.author_id for voice in voices})
    ]
    plan_letters(db, letters, now=now)
