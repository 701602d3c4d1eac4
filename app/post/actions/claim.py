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
from app.post.rules import (
    NO_LINK,
    NOT_WRITTEN,
    SIGN_IN_LINK,
    lease_from,
    make_message_id,
    rest_after,
    say_enough,
)

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


def claim_letters(
    db: Session, kinds: Mapping[str, LetterKind], *, site: str, now: datetime, most: int
) -> Batch:
    """Take up to `most` due letters for one worker, earliest first, and write those still wanted.

    A letter that was in doubt keeps its text, and is looked at again all the same. Costs one
    statement to claim, those of each kind that is met, and one bulk write.
    """
    claim = new_id()
    letters = _take(db, claim, now=now, most=most)
    answers = _ask_kinds(db, kinds, letters, site=site, now=now)
    ready: list[Ready] = []
    ended: Counter[str] = Counter()
    for letter in letters:
        answer = answers.get(letter.id)
        if isinstance(answer, Draft) and SIGN_IN_LINK in answer.body and not letter.link_id:
            answer = Lapse(NO_LINK)
        if isinstance(answer, Draft):
            ready.append(_write(letter, answer, site=site, now=now))
        else:
            ended[_end(letter, answer, now=now)] += 1
    return Batch(claim, len(letters), ready, ended)


def _take(db: Session, claim: UUID, *, now: datetime, most: int) -> list[Letter]:
    """Compare and set; a row that another worker is taking is passed over, not waited for."""
    picked = (
        select(Letter.id)
        .where(Letter.state == "due", Letter.due_at <= now)
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


def _write(letter: Letter, draft: Draft, *, site: str, now: datetime) -> Ready:
    """Keep the text on the row, so that a second sending is the same letter."""
    if not letter.doubts or letter.message_id is None:
        letter.to_address = draft.to_address
        letter.subject = draft.subject
        letter.body = draft.body
        letter.written_at = now
        letter.message_id = letter.message_id or make_message_id(letter.id, site)
    message = Message(
        message_id=letter.message_id,
        written_at=letter.written_at or now,
        to_name=draft.to_name,
        to_address=letter.to_address or "",
        subject=letter.subject or "",
        body=letter.body or "",
    )
    return Ready(letter.id, letter.tries, letter.doubts, letter.link_id, message)


def _end(letter: Letter, answer: Lapse | None, *, now: datetime) -> str:
    """Take a letter out of this round; returns what became of it."""
    letter.claim = None
    letter.claimed_until = None
    if answer is not None:
        letter.state, letter.reason = "lapsed", answer.reason
        return "lapsed"
    letter.tries += 1
    rest = rest_after(letter.tries)
    if rest is None:
        letter.state, letter.reason = "refused", say_enough(letter.tries, NOT_WRITTEN)
        return "refused"
    letter.state, letter.reason, letter.due_at = "due", NOT_WRITTEN, now + rest
    return "put_off"
