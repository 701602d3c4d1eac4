"""Claiming due letters and writing them: the last look before they go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.gateways.ports.carrier import Message
from app.kit.db import new_id
from app.post.kinds import Draft, Lapse, LetterKind
from app.post.models import Letter
from app.post.office import Office
from app.post.queries.recipients import Recipient, recipients_of
from app.post.rules import (
    IN_DIGEST,
    NO_ADDRESS,
    NO_LINK,
    NO_PERSON,
    NO_PHONE,
    NOT_WANTED,
    NOT_WRITTEN,
    QUIET,
    SIGN_IN_LINK,
    lease_from,
    make_message_id,
    rest_after,
    say_enough,
)
from app.post.rules.quiet import quiet_until
from app.post.rules.topics import NONE, WEEKLY

log = structlog.get_logger()


@dataclass(frozen=True)
class Ready:
    """A claimed letter that is written and still wanted; the text has no sign-in address yet."""

    id: UUID
    tries: int
    doubts: int
    link_id: UUID | None
    message: Message


@dataclass(frozen=True)
class Batch:
    """What one claim took: letters to send, and how many ended here."""

    claim: UUID
    taken: int
    ready: Sequence[Ready]
    ended: Counter[str]


@dataclass(frozen=True)
class Wait:
    """A letter that is wanted later; `until` is in UTC."""

    until: datetime


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
    people = recipients_of(db, [letter.person_id for letter in letters])
    held = {
        letter.id: _hold(office, letter, people.get(letter.person_id), now) for letter in letters
    }
    answers = _ask_kinds(
        db,
        office.kinds,
        [letter for letter in letters if held[letter.id] is None],
        site=office.site,
        now=now,
    )
    ready: list[Ready] = []
    ended: Counter[str] = Counter()
    for letter in letters:
        answer = held[letter.id] or _checked(letter, answers.get(letter.id))
        if isinstance(answer, Draft):
            written = _write(letter, answer, people[letter.person_id], site=office.site, now=now)
            if not office.is_listed(channel):
                ready.append(written)
                continue
        ended[_end(letter, answer, now=now)] += 1
    return Batch(claim, len(letters), ready, ended)


def _hold(
    office: Office, letter: Letter, person: Recipient | None, now: datetime
) -> Lapse | Wait | None:
    """Why a letter does not go now, for the person's sake; None when it does."""
    if person is None:
        return Lapse(NO_PERSON)
    if person.address(letter.channel) is None:
        return Lapse(NO_ADDRESS if letter.channel == "email" else NO_PHONE)
    kind = office.kinds.get(letter.kind)
    choice = person.choices.get(kind.topic) if kind is not None and kind.topic else None
    if choice in {NONE, WEEKLY}:
        return Lapse(NOT_WANTED if choice == NONE else IN_DIGEST)
    if kind is None or not kind.waits or office.is_listed(letter.channel):
        return None
    until = quiet_until(
        now,
        zone=person.time_zone,
        quiet_from=person.quiet_from,
        quiet_ends=person.quiet_until,
    )
    return Wait(until) if until else None


def _checked(letter: Letter, answer: Draft | Lapse | None) -> Draft | Lapse | None:
    """The answer, unless it needs a sign-in link that is not there."""
    if isinstance(answer, Draft) and SIGN_IN_LINK in answer.body and not letter.link_id:
        return Lapse(NO_LINK)
    return answer


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


def _ask_kinds(
    db: Session,
    kinds: Mapping[str, LetterKind],
    letters: Sequence[Letter],
    *,
    site: str,
    now: datetime,
) -> dict[UUID, Draft | Lapse]:
    groups: dict[str, list[Letter]] = defaultdict(list)
    for letter in letters:
        groups[letter.kind].append(letter)
    answers: dict[UUID, Draft | Lapse] = {}
    for name, group in groups.items():
        if name in kinds:
            answers.update(_prepare(db, kinds[name], group, site=site, now=now))
        else:
            log.error("letter_kind_unknown", kind=name, letters=len(group))
    return answers


def _prepare(
    db: Session, kind: LetterKind, group: Sequence[Letter], *, site: str, now: datetime
) -> Mapping[UUID, Draft | Lapse]:
    """The kind's answers; when one letter makes it fail, the others still get theirs."""
    try:
        with db.begin_nested():
            return kind.prepare(db, group, site=site, now=now)
    except Exception:
        if len(group) == 1:
            log.exception("letter_not_written", kind=kind.name, letter=str(group[0].id))
            return {}
    answers: dict[UUID, Draft | Lapse] = {}
    for letter in group:
        answers.update(_prepare(db, kind, [letter], site=site, now=now))
    return answers


def _write(letter: Letter, draft: Draft, person: Recipient, *, site: str, now: datetime) -> Ready:
    """Keep the text on the row, so that a second sending is the same letter."""
    if not letter.doubts or letter.message_id is None:
        letter.to_address = person.address(letter.channel)
        letter.subject = draft.subject
        letter.body = draft.short or draft.body if letter.channel == "text" else draft.body
        letter.calendar = draft.calendar if letter.channel == "email" else None
        letter.written_at = now
        letter.message_id = letter.message_id or make_message_id(letter.id, site)
    message = Message(
        message_id=letter.message_id,
        written_at=letter.written_at or now,
        to_name=person.name,
        to_address=letter.to_address or "",
        subject=letter.subject or "",
        body=letter.body or "",
        calendar=letter.calendar,
    )
    return Ready(letter.id, letter.tries, letter.doubts, letter.link_id, message)


def _end(letter: Letter, answer: Draft | Lapse | Wait | None, *, now: datetime) -> str:
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
