"""The letters at both ends, and the links in them."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import Platform
from tests.browser_like import post
from tests.flowed import unflowed

ASK, ACCOUNT = "/account/email", "/account/"
OLD, NEW = "amina@learning.example", "amina.new@learning.example"


def ask(browser: FlaskClient, address: str = NEW) -> TestResponse:
    """Ask for another address."""
    return post(browser, ASK, {"email": address}, page=ASK)


def mails(platform: Platform) -> dict[str, EmailMessage]:
    """Send what is due; the mails, by where they went and what they are called."""
    send_due(platform.sessions, platform.office, clock=platform.clock)
    folder = Path(platform.settings.mail_url.removeprefix("maildir:"))
    found = {}
    for path in sorted(folder.glob("new/*")):
        mail = message_from_bytes(path.read_bytes(), policy=default)
        found[f"{mail['To']}: {mail['Subject']}"] = mail
    return found


def text_of(mail: EmailMessage) -> str:
    """What a mail says."""
    body = mail.get_body()
    assert body is not None
    return unflowed(body.get_content())


def link_in(text: str) -> str:
    """The one link to one of the two ends."""
    (found,) = re.findall(r"http://learning\.example(/account/email/(?:new|old)/\S+)", text)
    return str(found)


def links(db: Session, platform: Platform) -> dict[str, str]:
    """The links that go out in the letters, by the kind of letter."""
    ends = {"email_new": "/account/email/new/", "email_old": "/account/email/old/"}
    rows = db.scalars(select(Letter).where(Letter.kind.in_(ends)).order_by(Letter.id))
    return {row.kind: ends[row.kind] + platform.links.sign(ends[row.kind], row.id) for row in rows}
