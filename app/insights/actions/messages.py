"""Writing to some of a cohort, and holding back what has not gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.insights.errors.messages import NobodyChosen, SubjectNeeded, TooLongForText, WordsNeeded
from app.insights.models import GroupMessage
from app.insights.queries.messages import Group
from app.insights.rules.messages import (
    LONGEST_AS_TEXT,
    LONGEST_MESSAGE,
    LONGEST_SUBJECT,
    MESSAGE,
)
from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.people.models import Person
from app.people.rules import clean_line, clean_lines
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters

STOPPED = "Somebody who runs the cohort held this message back."


@dataclass(frozen=True)
class Written:
    """What somebody writes to a group; `form` is the key of the form."""

    subject: str
    words: str
    form: UUID


def checked(written: Written, group: Group) -> Written:
    """The message as it is kept.

    Raises: SubjectNeeded, WordsNeeded, NobodyChosen, and TooLongForText where somebody of the
    group reads texts.
    """
    subject = clean_line(written.subject, LONGEST_SUBJECT)
    words = clean_lines(written.words, LONGEST_MESSAGE)
    if subject is None:
        raise SubjectNeeded
    if not words:
        raise WordsNeeded
    if not group.people:
        raise NobodyChosen
    by_text = group.by_channel.get("text", 0)
    if by_text and len(words) > LONGEST_AS_TEXT:
        raise TooLongForText(people=by_text, letters=len(words))
    return Written(subject, words, written.form)


def send_message(
    db: Session,
    actor: Person,
    written: Written,
    group: Group,
    *,
    cohort: Cohort,
    to_whom: str,
    now: datetime,
) -> UUID:
    """Plan one letter for each of the group, by their own way; the same form again adds nothing.

    `to_whom` says in words whom filters chose. Returns the id of the message. Two statements.
    Raises: what checking it refuses.
    """
    kept = checked(written, group)
    key = sending_key(kept.form, kept.subject, kept.words, group.mark)
    made: UUID | None = db.scalar(
        insert(GroupMessage)
        .values(
            id=new_id(),
            cohort_id=cohort.id,
            written_by_id=actor.id,
            sent_at=now,
            subject=kept.subject,
            words=kept.words,
            to_whom=to_whom,
            people=len(group.people),
            request_key=key,
        )
        .on_conflict_do_nothing(index_elements=[GroupMessage.request_key])
        .returning(GroupMessage.id)
    )
    if made is None:
        # Sent before: its letters are planned.
        return db.scalars(select(GroupMessage.id).where(GroupMessage.request_key == key)).one()
    letters = [
        NewLetter(one.person_id, MESSAGE, made, now, cohort_id=cohort.id) for one in group.people
    ]
    plan_letters(db, letters, now=now)
    return made


def stop_message(db: Session, actor: Person, *, message_id: UUID, now: datetime) -> int:
    """Hold back the letters of a message that have not gone; returns how many. Two statements.

    Who stopped it first, and when, stays.
    """
    held = lapse_letters(db, message_id, [MESSAGE], STOPPED)
    if held:
        db.execute(
            update(GroupMessage)
            .where(GroupMessage.id == message_id, GroupMessage.stopped_at.is_(None))
            .values(stopped_at=now, stopped_by_id=actor.id)
        )
    return held
