"""Showing that a phone is one's own, before texts and codes go there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.kit.links import LinkSigner
from app.people.actions.contact import Contact, change_contact
from app.people.actions.text_codes import show_code
from app.people.models import Person, TextCode
from app.people.rules.text_codes import LASTS, PHONE, PHONE_CODE
from app.post.actions.plan import NewLetter, plan_letters


def ask_phone(db: Session, links: LinkSigner, actor: Person, *, phone: str, now: datetime) -> UUID:
    """Send a code to a number in its plain form; the browser that asked keeps the id.

    Nothing changes until it is typed. Two statements.
    """
    asked = TextCode(phone_mark=links.mark(PHONE, phone), asked_at=now, expires_at=now + LASTS)
    db.add(asked)
    db.flush()
    letter = NewLetter(actor.id, PHONE_CODE, asked.id, now, channel="text", goes_to=phone)
    plan_letters(db, [letter], now=now)
    return asked.id


def show_phone(
    db: Session,
    links: LinkSigner,
    actor: Person,
    code_id: UUID,
    *,
    phone: str,
    typed: str,
    now: datetime,
) -> bool:
    """Let texts go to this number from now on, if this is the code that was sent there.

    Whether it was, as in `show_code`: each answer takes one of five tries. Nine statements
    at most.
    """
    if not show_code(db, links, code_id, typed=typed, now=now):
        return False
    db.execute(update(TextCode).where(TextCode.id == code_id).values(used_at=now))
    contact = Contact(
        channel="text",
        phone=phone,
        post_address=actor.post_address,
        time_zone=actor.time_zone,
        quiet_from=actor.quiet_from,
        quiet_until=actor.quiet_until,
    )
    change_contact(db, actor, actor, contact, may_open_doors=True, now=now)
    return True
