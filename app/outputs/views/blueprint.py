"""The web pages of the outputs room hang on this."""

from __future__ import annotations

from flask import Blueprint, request

from app.web.context import after_commit, platform

bp = Blueprint("outputs", __name__, template_folder="../templates")


def page_number(name: str = "page") -> int:
    """Which page of a list is asked for; the first when it makes no sense."""
    number = request.args.get(name, 1, type=int)
    return min(max(number, 1), 1_000_000)


def wake_worker() -> None:
    """Let the worker look at the builds once this request's writes are safe."""
    after_commit(lambda: platform().bell.ring("build_outputs"))
