"""Writing, changing and taking away the key messages of an output."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.outputs.actions.arrange import touch
from app.outputs.actions.retire import hold
from app.outputs.errors.making import (
    GroundNeeded,
    MessageChanged,
    MessageNeeded,
    NoteNeeded,
    PollNeeded,
    TooManyMessages,
)
from app.outputs.models import KeyMessage, Output, Placement, SessionNote
from app.outputs.queries.making import priorities_of
from app.outputs.queries.voices import voices_by_id
from app.outputs.rules.gifts import MESSAGE, is_shown, one_line
from app.outputs.rules.making import LONGEST_MESSAGE, MOST_MESSAGES, POLL, SESSION, STANDS_ON
from app.outputs.rules.stages import PRIORITIES
from app.participation.models import Poll
from app.participation.rules import CLOSED
from app.people.models import Person


@dataclass(frozen=True)
class Meant:
    """A message as a facilitator wrote it, and what it stands on."""

    words: str
    stands_on: str
    note_id: UUID | None = None
    poll_id: UUID | None = None
    priority: str = ""


def write_message(
    db: Session, actor: Person, output: Output, meant: Meant, *, key: UUID, now: datetime
) -> UUID:
    """Write a message at the end of an output; the same sending twice writes one.

    Seven statements at most.

    Raises: MessageNeeded, GroundNeeded, NoteNeeded, PollNeeded, TooManyMessages.
    """
    words = _words(meant.words)
    facts = {**_ground(db, output, meant), "words": words}
    return _add(db, actor, output, facts, sending_key(key, actor.id, output.id, meant), now)


def take_message(
    db: Session,
    actor: Person,
    output: Output,
    *,
    contribution_id: UUID,
    meant: Meant,
    key: UUID,
    now: datetime,
) -> UUID:
    """Take somebody's key message as it is; it stays out without its author's yes.

    Ten statements at most.
    Raises: NotFound, GroundNeeded, NoteNeeded, PollNeeded, TooManyMessages.
    """
    hold(db, [contribution_id])
    voices = voices_by_id(db, [contribution_id])
    voice = voices[0] if voices else None
    if voice is None or voice.kind != MESSAGE or voice.contribution.cohort_id != output.cohort_id:
        raise NotFound
    if not voice.is_public(now):
        raise NotFound
    kept = db.scalar(
        select(KeyMessage.id).where(
            KeyMessage.output_id == output.id, KeyMessage.contribution_id == contribution_id
        )
    )
    if kept is not None:
        return kept
    facts = {**_ground(db, output, meant), "contribution_id": contribution_id}
    sending = sending_key(key, actor.id, output.id, contribution_id)
    made = _add(db, actor, output, facts, sending, now)
    db.execute(
        delete(Placement).where(
            Placement.output_id == output.id, Placement.contribution_id == contribution_id
        )
    )
    return made


def change_message(
    db: Session, actor: Person, message: KeyMessage, meant: Meant, *, version: int, now: datetime
) -> None:
    """Change a message, if it is still as it was when its page was opened. Five statements at most.

    The words of one that somebody said stay theirs.
    Raises: MessageNeeded, GroundNeeded, NoteNeeded, PollNeeded, MessageChanged.
    """
    output = db.get_one(Output, message.output_id)
    words = "" if message.contribution_id else _words(meant.words)
    as_seen = update(KeyMessage).where(KeyMessage.id == message.id, KeyMessage.version == version)
    values = {
        **_ground(db, output, meant),
        "words": words,
        "version": version + 1,
        "written_by_id": actor.id,
        "written_at": now,
    }
    touch(db, output.id)
    if changed(db, as_seen.values(values)) != 1:
        raise MessageChanged


def remove_message(db: Session, message: KeyMessage) -> None:
    """Take a message away; what stood under it stands under none. Three statements."""
    touch(db, message.output_id)
    gone, output_id = message.position, message.output_id
    db.execute(delete(KeyMessage).where(KeyMessage.id == message.id))
    db.execute(
        update(KeyMessage)
        .where(KeyMessage.output_id == output_id, KeyMessage.position > gone)
        .values(position=KeyMessage.position - 1)
    )


def _add(
    db: Session,
    actor: Person,
    output: Output,
    facts: dict[str, object],
    key: UUID,
    now: datetime,
) -> UUID:
    touch(db, output.id)
    kept = db.scalar(select(KeyMessage.id).where(KeyMessage.request_key == key))
    if kept is not None:
        return kept
    number = db.scalar(
        select(func.coalesce(func.max(KeyMessage.position) + 1, 0)).where(
            KeyMessage.output_id == output.id
        )
    )
    if (number or 0) >= MOST_MESSAGES:
        raise TooManyMessages
    made = new_id()
    db.execute(
        insert(KeyMessage).values(
            id=made,
            output_id=output.id,
            position=number,
            written_by_id=actor.id,
            written_at=now,
            request_key=key,
            **facts,
        )
    )
    return made


def _words(raw: str) -> str:
    words = one_line(raw)
    if not is_shown(words) or len(words) > LONGEST_MESSAGE:
        raise MessageNeeded
    return words


def _ground(db: Session, output: Output, meant: Meant) -> dict[str, object]:
    """What a message stands on: the notes and the vote that it names are of this output's cohort.

    Raises: GroundNeeded, NoteNeeded, PollNeeded.
    """
    if meant.stands_on not in STANDS_ON:
        raise GroundNeeded
    note = meant.note_id and db.scalar(
        select(SessionNote.id).where(
            SessionNote.id == meant.note_id, SessionNote.output_id == output.id
        )
    )
    if meant.stands_on == SESSION and note is None:
        raise NoteNeeded
    poll = meant.poll_id and db.scalar(
        select(Poll.id).where(
            Poll.id == meant.poll_id, Poll.cohort_id == output.cohort_id, Poll.state == CLOSED
        )
    )
    if meant.stands_on == POLL and poll is None:
        raise PollNeeded
    return {
        "stands_on": meant.stands_on,
        "note_id": note,
        "poll_id": poll,
        "priority": _priority(db, output, meant.priority),
    }


def _priority(db: Session, output: Output, chosen: str) -> str:
    """The priority that was chosen; none where the report's course has no such one."""
    if not chosen or output.template != PRIORITIES:
        return ""
    course = db.get_one(Cohort, output.cohort_id)
    return chosen if chosen in priorities_of(db, course).titles else ""
