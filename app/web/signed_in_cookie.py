"""The cookie of a sign-in: written when it changes, and anew once it is some minutes old."""

from __future__ import annotations

from hashlib import sha256

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature

RENEWED_AFTER = 10 * 60
"""Seconds. A sign-in lasts from the last renewal on, so that this much of it may be lost."""


class Remembered(SecureCookieSession):
    """What the cookie holds, and whether it is time to write it anew."""

    is_old = True


class SignedInCookie(SecureCookieSessionInterface):
    """Flask would sign and send the same cookie with every answer.

    That costs each page time and bytes, and two answers at once could undo each other's changes.
    """

    session_class = Remembered
    # Flask's own is an older one.
    digest_method = staticmethod(sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds; nothing when it is not ours or too old."""
        signer = self.get_signing_serializer(app)
        try:
            kept = request.cookies[self.get_cookie_name(app)]
            fresh = Remembered(signer.loads(kept, max_age=RENEWED_AFTER) if signer else None)
        except (KeyError, BadSignature):
            # None at all, older, or not ours: Flask's own way tells which.
            return super().open_session(app, request)
        fresh.is_old = False
        return fresh

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether it changed, or is lasting and was written some time ago."""
        is_fresh = isinstance(session, Remembered) and not session.is_old
        return session.modified or (not is_fresh and super().should_set_cookie(app, session))
