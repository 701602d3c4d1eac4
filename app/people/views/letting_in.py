"""The one place where somebody is let in, by whichever way they came."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from app.people.models import Person


def let_in(person: Person, then: str | None, *, how: str) -> ResponseReturnValue:
    """Sign somebody in and lead them to an own address, or to the first page.

    `how`: the way in, such as "link" or "password".
    """
    # A new session at each sign-in, so that one planted before it is worth nothing.
    session.clear()
    session.permanent = True
    session["way_in"] = how
    login_user(person)
    return redirect(own_address(then) or url_for("home.home"))


def own_address(text: str | None) -> str | None:
    """An address on this site, or None; never a way to somebody else's."""
    if not text or not text.startswith("/") or text.startswith(("//", "/\\")):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc or "\\" in text else text
