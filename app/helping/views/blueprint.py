"""The web pages of the helping room hang on this."""

from __future__ import annotations

from flask import Blueprint

from app.web.context import after_commit, platform

bp = Blueprint("helping", __name__, template_folder="../templates")


def send_letters() -> None:
    """Let the worker send what was planned once this request's writes are safe."""
    after_commit(lambda: platform().bell.ring("send_letters"))
