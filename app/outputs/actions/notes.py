"""Writing down what was said where a cohort made sense of its words together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.gatherings.models import Gathering
from app.kit.db import changed, new_id
from app.kit.errors import Refusal, refusals_of
from app.kit.sendings import sending_key
from app.outputs.actions.arrange import touch
from app.outputs.errors.making import (
    NoteChanged,
    NotesNeeded,
    OneSession,
    PeopleNeeded,
    SessionDayNeeded,
)
from app.outputs.models import Output, SessionNote
from app.outputs.rules.consent import today_in
from app.outputs.rules.gifts import is_shown
from app.outputs.rules.making import LONGEST_DIFFERED, LONGEST_SAID, MOST_PEOPLE
from app.outputs.rules.stages import DIGEST
from app.people.models import Person


@dataclass(frozen=True)
class Noted:
    """What a facilitator writes down of a session; `people` took part, exactly."""

    gathering_id: UUID | None
    held_on: date | None
    people: int | None
    said: str
    differed: str = ""


def faults_in(noted: Noted, *, zone: str, now: datetime) -> list[Refusal]:
    """All that notes lack to be kept, so that a form says it in one round; no statement."""
    return refusals_of(
        lambda: _held_on(noted, zone, now),
        lambda: _people(noted),
        lambda: _said(noted),
    )


def write_note(
    db: Session,
    actor: Person,
    output: Output,
    noted: Noted,
    *,
    zone: str,
    key: UUID,
    now: datetime,
) -> UUID:
    """Write the notes of a session; the same sending twice writes one. Five statements at most.

    Raises: NotesNeeded, PeopleNeeded, SessionDayNeeded; OneSession for a digest that has notes.
    """
    facts = _facts(db, output, noted, zone=zone, now=now)
    # Whoever writes at the same moment waits here.
    touch(db, output.id)
    sending = sending_key(key, actor.id, output.id, noted)
    if output.template == DIGEST:
        _check_only(db, output, sending)
    made: UUID | None = db.scalar(
        insert(SessionNote)
        .values(
            id=new_id(),
            output_id=output.id,
            written_by_id=actor.id,
            written_at=now,
            request_key=sending,
            **facts,
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
        .returning(SessionNote.id)
    )
    if made is None:
        return db.scalars(select(SessionNote.id).where(SessionNote.request_key == sending)).one()
    return made


def _check_only(db: Session, output: Output, sending: UUID) -> None:
    others = select(SessionNote.id).where(
        SessionNote.output_id == output.id, SessionNote.request_key != sending
    )
    if db.scalar(others.limit(1)) is not None:
        raise OneSession


def change_note(
    db: Session,
    actor: Person,
    note: SessionNote,
    noted: Noted,
    *,
    version: int,
    zone: str,
    now: datetime,
) -> None:
    """Change notes, if they are still as they were when their page was opened. Four statements.

    Raises: NotesNeeded, PeopleNeeded, SessionDayNeeded, NoteChanged.
    """
    output = db.get_one(Output, note.output_id)
    facts = _facts(db, output, noted, zone=zone, now=now)
    as_seen = update(SessionNote).where(SessionNote.id == note.id, SessionNote.version == version)
    who = {"written_by_id": actor.id, "written_at": now, "version": version + 1}
    touch(db, output.id)
    if changed(db, as_seen.values({**facts, **who})) != 1:
        raise NoteChanged


def remove_note(db: Session, note: SessionNote) -> None:
    """Take notes away; messages that stood on them say so no more. Two statements."""
    touch(db, note.output_id)
    db.execute(delete(SessionNote).where(SessionNote.id == note.id))


def _facts(
    db: Session, output: Output, noted: Noted, *, zone: str, now: datetime
) -> dict[str, object]:
    said, differed = _said(noted)
    people, held_on = _people(noted), _held_on(noted, zone, now)
    gathering = noted.gathering_id and db.scalar(
        select(Gathering.id).where(
            Gathering.id == noted.gathering_id, Gathering.cohort_id == output.cohort_id
        )
    )
    return {
        "gathering_id": gathering,
        "held_on": held_on,
        "people": people,
        "said": said,
        "differed": differed,
    }


def _said(noted: Noted) -> tuple[str, str]:
    said, differed = _text(noted.said), _text(noted.differed)
    if not is_shown(said) or len(said) > LONGEST_SAID or len(differed) > LONGEST_DIFFERED:
        raise NotesNeeded
    return said, differed


def _people(noted: Noted) -> int:
    if noted.people is None or not 0 <= noted.people <= MOST_PEOPLE:
        raise PeopleNeeded
    return noted.people


def _held_on(noted: Noted, zone: str, now: datetime) -> date:
    if noted.held_on is None or noted.held_on > today_in(zone, now):
        raise SessionDayNeeded
    return noted.held_on


def _text(raw: str) -> str:
    """A text as it is kept: with line breaks of one kind, and empty where it shows nothing."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    return text.encode("utf-8", "ignore").decode() if is_shown(text) else ""
