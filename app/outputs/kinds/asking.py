"""Letters that ask for an answer as the post sees them: sent only while something still waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.mentoring.rules.replies import first_name
from app.outputs.letters import (
    APPROVAL,
    REMINDER,
    REPLY,
    Place,
    approval_letter,
    reminder_letter,
    reply_letter,
)
from app.outputs.queries.letters import Author, answered_wishes, waiting_authors
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

NOTHING_WAITS = "Nothing waits for this person's answer any more."
NOT_ANSWERED = "There is no answer to what they wanted to be different any more."


class _Asking:
    """Letters about one output that go while the author has not answered."""

    topic = ""
    waits = True

    def __init__(self, name: str, write: Callable[[Place], Draft]) -> None:
        self.name = name
        self._write = write

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; words answered about, taken back or run out need no letter."""
        waiting = waiting_authors(db, {letter.about_id for letter in letters}, now=desk.now)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            found = waiting.get((letter.about_id, letter.person_id))
            answers[letter.id] = (
                self._write(_place(found, letter.channel, desk)) if found else Lapse(NOTHING_WAITS)
            )
        return answers


class ApprovalKind(_Asking):
    """Letters that ask an author to look at their words in a draft; about one output."""

    def __init__(self) -> None:
        super().__init__(APPROVAL, approval_letter)


class ApprovalReminderKind(_Asking):
    """The one reminder before the last day for answers; about one output."""

    def __init__(self) -> None:
        super().__init__(REMINDER, reminder_letter)


class ReplyKind:
    """Letters that tell what became of a wish for a change; about one selection."""

    name = REPLY
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; a wish that was answered otherwise since, or words taken back, lapse."""
        wishes = answered_wishes(db, {letter.about_id for letter in letters})
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            found = wishes.get(letter.about_id)
            if found is None or found.author.person_id != letter.person_id:
                answers[letter.id] = Lapse(NOT_ANSWERED)
                continue
            place = _place(found.author, letter.channel, desk)
            answers[letter.id] = reply_letter(place, asks=found.asks)
        return answers


def _place(author: Author, channel: str, desk: Desk) -> Place:
    is_shared = channel == "text" and author.shares_phone
    return Place(
        name=author.name,
        title=author.title,
        cohort=author.cohort,
        site=desk.site,
        tongue=desk.tongue,
        channel=channel,
        by_hand=channel in BY_HAND,
        until=author.until,
        begin_with=first_name(author.name) if is_shared else "",
    )


def _sample_place(db: Session, cohort_id: UUID, channel: str, desk: Desk) -> Place:
    cohort = db.scalars(select(Cohort.name).where(Cohort.id == cohort_id)).one()
    return Place(
        name=SAMPLE_NAME,
        title=desk.tongue.say("A made-up report"),
        cohort=cohort,
        site=desk.site,
        tongue=desk.tongue,
        channel=channel,
        by_hand=channel in BY_HAND,
        until=(desk.now + timedelta(days=7)).date(),
    )


def sample_approval(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The letter that asks a made-up person; one statement."""
    return approval_letter(_sample_place(db, cohort_id, channel, desk))


def sample_reminder(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The reminder to a made-up person; one statement."""
    return reminder_letter(_sample_place(db, cohort_id, channel, desk))


def sample_reply(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """What became of a made-up wish; one statement."""
    return reply_letter(_sample_place(db, cohort_id, channel, desk), asks=True)
