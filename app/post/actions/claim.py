"""Claiming due letters and writing them: the last look before they go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.gateways.ports.carrier import Message
from app.kit.db import new_id
from app.post.actions.look import Answer, Wait, look_again, text_on
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.office import Office
from app.post.queries.recipients import Recipient
from app.post.rules import (
    NOT_WRITTEN,
    QUIET,
    lease_from,
    make_message_id,
    rest_after,
    say_enough,
)
from app.post.rules.invited import invite
from app.post.rules.topics import HOW_TO_STOP


@dataclass(frozen=True)
class Ready:
    """A claimed letter that is written and still wanted; the text has no sign-in address yet."""

    id: UUID
    tries: int
    doubts: int
    link_id: UUID | None
    message: Message
    # The row that it is about.
    about_id: UUID
    # Where the person may choose not to get such letters, what stands before the way to stop them.
    how_to_stop: str = ""


@dataclass(frozen=True)
class Batch:
    """What one claim took: letters to send, and how many ended here."""

    claim: UUID
    taken: int
    ready: Sequence[Ready]
    ended: Counter[str]


def claim_letters(db: Session, office: Office, *, channel: str, now: datetime, most: int) -> Batch:
    """Take up to `most` due letters of a channel for one worker, and write those still wanted.

    Earliest first. A letter that was in doubt keeps its text, and is looked at again all the same.
    Letters that people bring are put on their list instead of being handed to the caller. Costs
    one statement to claim, one for the people, those of each kind that is met, and one bulk write.
    """
    claim = new_id()
    letters = _take(db, claim, channel=channel, now=now, most=most)
    if not letters:
        return Batch(claim, 0, [], Counter())
    looked = look_again(db, office, letters, now=now)
    ready: list[Ready] = []
    ended: Counter[str] = Counter()
    for letter in letters:
        answer = looked.answers[letter.id]
        if isinstance(answer, Draft):
            written = write(office, letter, answer, looked.people[letter.person_id], now=now)
            if not office.is_listed(channel):
                ready.append(written)
                continue
        ended[_end(letter, answer, now=now)] += 1
    return Batch(claim, len(letters), ready, ended)


def _take(db: Session, claim: UUID, *, channel: str, now: datetime, most: int) -> list[Letter]:
    """Compare and set; a row that another worker is taking is passed over, not waited for."""
    picked = (
        select(Letter.id)
        .where(Letter.state == "due", Letter.channel == channel, Letter.due_at <= now)
        .order_by(Letter.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    taken = db.scalars(
        update(Letter)
        .where(Letter.id.in_(select(picked.c.id)), Letter.state == "due")
        .values(state="claimed", claim=claim, claimed_until=lease_from(now))
        .returning(Letter),
        execution_options={"synchronize_session": False, "populate_existing": True},
    )
    return sorted(taken, key=lambda letter: (letter.due_at, letter.id))


def write(
    office: Office, letter: Letter, draft: Draft, person: Recipient, *, now: datetime
) -> Ready:
    """Keep the text on the row, so that a second sending is the same letter."""
    if not letter.doubts or letter.message_id is None:
        letter.to_address = letter.goes_to or person.address(letter.channel)
        letter.subject = draft.subject
        is_listed = office.is_listed(letter.channel)
        letter.body = text_on(letter.channel, draft, is_listed=is_listed, site=office.site)
        letter.calendar = _calendar(letter, draft, person)
        letter.language = office.tongue(letter.channel, person.language).language.code
        letter.written_at = now
        letter.message_id = letter.message_id or make_message_id(letter.id, office.site)
    message = Message(
        message_id=letter.message_id,
        written_at=letter.written_at or now,
        # Whoever has another address than the person's own may not be that person.
        to_name="" if letter.goes_to else person.name,
        to_address=letter.to_address or "",
        subject=letter.subject or "",
        body=letter.body or "",
        calendar=letter.calendar,
        is_again=letter.doubts > 0,
        language=letter.language,
    )
    kind = office.kinds.get(letter.kind)
    stops = letter.channel == "email" and kind is not None and bool(kind.topic)
    how = office.tongues.of(letter.language).say(HOW_TO_STOP) if stops else ""
    return Ready(
        letter.id, letter.tries, letter.doubts, letter.link_id, message, letter.about_id, how
    )


def _calendar(letter: Letter, draft: Draft, person: Recipient) -> str | None:
    """What calendar programs read, with the person in it; only an e-mail can carry it."""
    if draft.calendar is None or letter.channel != "email":
        return None
    return invite(draft.calendar, name=person.name, address=letter.to_address or "")


def _end(letter: Letter, answer: Answer, *, now: datetime) -> str:
    """Take a letter out of this round; returns what became of it."""
    letter.claim = None
    letter.claimed_until = None
    if isinstance(answer, Draft):
        letter.state, letter.reason = "listed", None
        return "listed"
    if isinstance(answer, Lapse):
        letter.state, letter.reason = "lapsed", answer.reason
        return "lapsed"
    if isinstance(answer, Wait):
        letter.state, letter.reason, letter.due_at = "due", QUIET, answer.until
        return "put_off"
    letter.tries += 1
    rest = rest_after(letter.tries)
    if rest is None:
        letter.state, letter.reason = "refused", say_enough(letter.tries, NOT_WRITTEN)
        return "refused"
    letter.state, letter.reason, letter.due_at = "due", NOT_WRITTEN, now + rest
    return "put_off"
