"""A worker's tick, and the letters that it sends."""

from __future__ import annotations

import mailbox
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gatherings.actions.bring import bring_sessions
from app.post.actions.send import send_due
from app.post.models import Letter

if TYPE_CHECKING:
    from app.wiring import Platform


def letters(platform: Platform) -> list[EmailMessage]:
    """What a worker does at a tick; the letters it sends."""
    with platform.transaction() as db:
        bring_sessions(db, now=platform.clock.now())
    place = Path(platform.settings.mail_url.removeprefix("maildir:"))
    place.parent.mkdir(parents=True, exist_ok=True)
    folder = mailbox.Maildir(place)
    before = set(folder.keys())
    send_due(platform.sessions, platform.office, clock=platform.clock)
    new = sorted(set(folder.keys()) - before)
    return [message_from_bytes(folder.get_bytes(key), policy=policy.default) for key in new]


def planned(db: Session) -> list[tuple[str, str]]:
    """The kinds of the letters that bring sessions, and what became of each."""
    db.commit()
    found = select(Letter.kind, Letter.state).where(Letter.kind.in_(["session", "sessions"]))
    return sorted((kind, state) for kind, state in db.execute(found))
