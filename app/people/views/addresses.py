"""Addresses that somebody may be led to after signing in."""

from __future__ import annotations

from urllib.parse import urlsplit


def own_address(text: str | None) -> str | None:
    """An address on this site, or None; never a way to somebody else's."""
    if not text or not text.startswith("/") or text.startswith(("//", "/\\")):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc or "\\" in text else text
