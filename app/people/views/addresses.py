"""Addresses that somebody may be led to: after signing in, or back from a form."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request

# What a cookie has room for, beside all else that it holds.
LONGEST = 1500


def own_address(text: str | None) -> str | None:
    """An address on this site, or None; never a way to somebody else's, nor what none can be."""
    if not text or not text.startswith("/") or text.startswith(("//", "/\\")):
        return None
    if len(text) > LONGEST or not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc or "\\" in text else text


def page_of_form() -> str | None:
    """The page on which the form stood that is answered now, with its question; or None.

    A form that came back with its faults stands at the address that it was sent to, and there may
    be no page to open there.
    """
    try:
        came_from = urlsplit(request.referrer or "")
    except ValueError:
        return None
    routes = current_app.create_url_adapter(request)
    is_ours = came_from.netloc == request.host
    if routes is None or not is_ours or not routes.test(came_from.path, "GET"):
        return None
    question = f"?{came_from.query}" if came_from.query else ""
    return own_address(came_from.path + question)
