"""Signing in by a code in a text."""

from __future__ import annotations

from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.kit.links import LinkSigner
from app.people.errors.text_codes import CodeSpent
from app.people.models import Person, TextCode
from app.people.queries.text_codes import people_by_text, people_of_code
from app.people.rules.text_codes import KEPT, LASTS, MOST_TRIES, PHONE, clean_code
from app.post.actions.plan import NewLetter, plan_letters
from app.post.rules import TEXT_CODE


def ask_for_code(db: Session, links: LinkSigner, *, phone: str, now: datetime) -> UUID:
    """Plan a text with a code to a number; the browser that asked keeps the id.

    `phone` is in its plain form. The same three statements, whether anybody has that number or not.
    """
    asked = TextCode(phone_mark=links.mark(PHONE, phone), asked_at=now, expires_at=now + LASTS)
    db.add(asked)
    db.flush()
    people = people_by_text(db, phone)
    # Nobody has the id of the code, so that without people no letter comes of it.
    whose = people[0].id if people else asked.id
    # To the number that was typed, and to no other end: whoever says that they share it may say
    # another one, or another way, before it leaves.
    letter = NewLetter(whose, TEXT_CODE, asked.id, now, channel="text", goes_to=phone)
    plan_letters(db, [letter], now=now)
    return asked.id


def show_code(
    db: Session, links: LinkSigner, code_id: UUID | None, *, typed: str, now: datetime
) -> bool:
    """Whether this is the code that was sent; each answer takes one of five tries. One statement.

    Right once only: of two who show it at the same moment one wins.
    """
    if code_id is None:
        return False
    is_right = compare_digest(clean_code(typed) or "", links.figures(TEXT_CODE, code_id))
    tried = update(TextCode).where(
        TextCode.id == code_id,
        TextCode.shown_at.is_(None),
        TextCode.expires_at > now,
        TextCode.tries < MOST_TRIES,
    )
    counted = tried.values(tries=TextCode.tries + 1, shown_at=now if is_right else None)
    return changed(db, counted) == 1 and is_right


def forget_codes(db: Session, *, now: datetime) -> int:
    """Forget the numbers that asked more than a day ago; how many. One statement."""
    return changed(db, delete(TextCode).where(TextCode.asked_at < now - KEPT))


def use_code(
    db: Session,
    links: LinkSigner,
    code_id: UUID | None,
    person_id: UUID | None,
    *,
    now: datetime,
) -> Person:
    """Let in one of those who share the number of a code that was shown, once.

    Raises: CodeSpent, also for anybody else.
    """
    people = {person.id: person for person in people_of_code(db, links, code_id, now=now)}
    if person_id not in people:
        raise CodeSpent
    used = update(TextCode).where(TextCode.id == code_id, TextCode.used_at.is_(None))
    if changed(db, used.values(used_at=now)) != 1:
        raise CodeSpent
    return people[person_id]
