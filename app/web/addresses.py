"""Addresses in templates: those that are the same on every page are put together once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Flask, request

# Far more than there are pages and files; none of these names anybody.
MOST = 1_000


def remember_addresses(app: Flask) -> None:
    """Let templates ask again and again for the address of a page that takes no facts, or a file.

    Every page names a dozen of them, and each costs as much as a line of a list. They are kept for
    each place that the platform is mounted at: a request may name any, and names it for itself.
    """
    build: Callable[..., str] = app.jinja_env.globals["url_for"]  # type: ignore[assignment]

    @lru_cache(MOST)
    def known(endpoint: str, filename: str | None, version: str | None, _root: str) -> str:
        facts = {"filename": filename, "v": version} if filename else {}
        return build(endpoint, **facts)

    def url_for(endpoint: str, **facts: Any) -> str:
        if not facts and not endpoint.startswith("."):
            return known(endpoint, None, None, request.root_path)
        if facts.keys() == {"filename", "v"}:
            return known(endpoint, facts["filename"], facts["v"], request.root_path)
        return build(endpoint, **facts)

    app.jinja_env.globals["url_for"] = url_for
