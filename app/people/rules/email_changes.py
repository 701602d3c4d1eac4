"""When an e-mail address that somebody asked for becomes theirs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from app.post.rules import BY_HAND

# After this it is forgotten, and the links in its letters open nothing. Letters that people bring
# need their time.
LASTS = timedelta(days=14)
# How long the old end may say no before its silence counts as a yes: the address may be lost.
OLD_MAY_REFUSE = timedelta(days=3)

# The letters: to the new address, to the old one, to whoever has the new one already, and to
# whoever is reached another way since somebody else entered it.
EMAIL_NEW = "email_new"
EMAIL_OLD = "email_old"
EMAIL_TAKEN = "email_taken"
CONTACT_CHANGED = "contact_changed"
# To somebody whom a programme lead signed out everywhere.
SHUT_OUT = "shut_out"

# Where the links in the first two lead to; each also is what their words are signed for.
NEW_LINK = "/account/email/new/"
OLD_LINK = "/account/email/old/"


class Reached(Protocol):
    """Somebody, and how they are reached."""

    email: str | None
    channel: str


def is_settled(
    *,
    new_confirmed_at: datetime | None,
    old_confirmed_at: datetime | None,
    may_refuse_until: datetime | None,
    now: datetime,
) -> bool:
    """Whether the new address takes the place of the old one.

    The new one has said yes; and so has the old end, or it was silent until it was time.
    """
    if new_confirmed_at is None:
        return False
    is_silent = may_refuse_until is not None and may_refuse_until <= now
    return old_confirmed_at is not None or is_silent


def old_end(person: Reached) -> str:
    """Where somebody is asked whether it was them: `email`, `text`, or `hand`."""
    if person.email:
        return "email"
    return "hand" if person.channel in BY_HAND else "text"


def hidden_address(email: str) -> str:
    """An address that its owner knows again and nobody else learns: `a…@l…`."""
    name, _, host = email.partition("@")
    return f"{name[:1]}…@{host[:1]}…"
