"""When an e-mail address that somebody asked for becomes theirs."""

from __future__ import annotations

from datetime import datetime, timedelta

# After this it is forgotten, and the links in its letters open nothing.
LASTS = timedelta(days=7)
# How long the old address may say no before its silence counts as a yes: it may be lost.
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


def is_settled(
    *,
    asked_at: datetime,
    new_confirmed_at: datetime | None,
    old_confirmed_at: datetime | None,
    now: datetime,
) -> bool:
    """Whether the new address takes the place of the old one.

    The new one has said yes; and so has the old one, or it was silent for three days.
    """
    if new_confirmed_at is None:
        return False
    return old_confirmed_at is not None or asked_at + OLD_MAY_REFUSE <= now


def hidden_address(email: str) -> str:
    """An address that its owner knows again and nobody else learns: `a…@…`, end of host kept."""
    name, _, host = email.partition("@")
    return f"{name[:1]}…@{host[:1]}…"
