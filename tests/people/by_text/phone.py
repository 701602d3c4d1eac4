"""What somebody does at the pages, and what their phone gets."""

from __future__ import annotations

import re
from pathlib import Path

from flask.testing import FlaskClient

from app.post.actions.send import send_due
from app.wiring import Platform
from tests.browser_like import post

PHONE = "+447700900321"
ASK, CODE, WHO = "/sign-in/text", "/sign-in/text/code", "/sign-in/text/who"


def texts(platform: Platform) -> list[str]:
    """Send what is due, and read the texts."""
    send_due(platform.sessions, platform.office, clock=platform.clock)
    folder = Path(platform.settings.text_url.removeprefix("folder:"))
    return [file.read_text() for file in sorted(folder.glob("*.json"))]


def ask(browser: FlaskClient, phone: str = "07700 900321", **more: object) -> None:
    """Ask for a code."""
    assert post(browser, ASK, {"phone": phone, **more}, page=ASK).location == CODE


def code_for(platform: Platform) -> str:
    """The code in the newest text."""
    found = re.findall(r"\b\d{6}\b", texts(platform)[-1])
    assert len(set(found)) == 1
    return str(found[0])


def other_than(code: str) -> str:
    """A code that is wrong."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def take_phone(browser: FlaskClient, platform: Platform, fields: dict[str, object]) -> None:
    """Choose texts to a phone on one's own page, and type the code that is sent there."""
    page = "/account/phone"
    assert post(browser, "/account/letters", dict(fields)).location == page
    code = {"code": code_for(platform)}
    assert post(browser, page, dict(code), page=page).location == "/account/letters"
