"""Browsers that have been in an account: others who try it use up nothing of theirs.

Such a browser keeps a signed cookie, which lets nobody in. It holds a word of its own and marks of
the accounts, from which nobody reads whose they are, and which another browser has otherwise.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from flask import Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.web.context import platform

LASTS = timedelta(days=180)
# Of three people who have a browser of their own together.
MOST_MARKS = 12
MARK_LENGTH = 22


@dataclass(frozen=True)
class Known:
    """What a browser's cookie says."""

    browser: str
    marks: tuple[str, ...] = ()


def known_browser(what: str) -> str | None:
    """The word of this browser, if it has been in what is tried now; else None."""
    kept = _kept()
    return kept.browser if kept and _mark(kept.browser, what) in kept.marks else None


def remember_browser(whats: Iterable[str]) -> None:
    """Let this browser be known for what its person has just shown to be theirs."""
    kept = _kept() or Known(secrets.token_urlsafe(16))
    new = [_mark(kept.browser, what) for what in whats]
    marks = tuple(dict.fromkeys([*new, *kept.marks]))[:MOST_MARKS]
    g.known_browser_new = Known(kept.browser, marks)


def write_known(response: Response) -> Response:
    """Give the browser its cookie, where there is something new in it."""
    new: Known | None = g.pop("known_browser_new", None)
    if new is not None:
        response.set_cookie(
            _name(),
            _signer().dumps([new.browser, *new.marks]),
            max_age=LASTS,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response


def _kept() -> Known | None:
    if "known_browser" not in g:
        g.known_browser = _read()
    kept: Known | None = g.known_browser
    return kept


def _read() -> Known | None:
    try:
        browser, *marks = _signer().loads(
            request.cookies.get(_name(), ""), max_age=int(LASTS.total_seconds())
        )
    except (BadSignature, ValueError, TypeError):
        return None
    return Known(browser, tuple(marks))


def _mark(browser: str, what: str) -> str:
    return platform().links.mark("known browser", f"{browser} {what}")[:MARK_LENGTH]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        str(current_app.secret_key),
        salt="known browser",
        signer_kwargs={"key_derivation": "hmac", "digest_method": sha256},
    )


def _name() -> str:
    # Over HTTPS the name itself makes browsers keep it to this host alone.
    return "__Host-dlp_known" if current_app.config["SESSION_COOKIE_SECURE"] else "dlp_known"
