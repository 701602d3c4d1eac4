"""Addresses in templates: those that are the same on every page are put together once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Flask

# Far more than there are pages and files; none of these names anybody.
MOST = 1_000


def remember_addresses(app: Flask) -> None:
    """Let templates ask again and again for the address of a page that takes no facts, or a file.

    Every page names a dozen of them, and each costs as much as a line of a list.
    """
    build: Callable[..., str] = app.jinja_env.globals["url_for"]  # type: ignore[assignment]

    @lru_cache(MOST)
    def known(endpoint: str, filename: str | None, version: str | None) -> str:
        facts = {"filename": filename, "v": version} if filename else {}
        return build(endpoint, **facts)

    def url_for(endpoint: str, **facts: Any) -> str:
        if not facts and not endpoint.startswith("."):
            return known(endpoint, None, None)
        if facts.keys() == {"filename", "v"}:
            return known(endpoint, facts["filename"], facts["v"])
        return build(endpoint, **facts)

    app.jinja_env.globals["url_for"] = url_for
