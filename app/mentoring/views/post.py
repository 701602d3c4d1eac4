"""Letters of mentoring leave as soon as what was done is safe."""

from __future__ import annotations

from app.web.context import after_commit, platform


def ring_post() -> None:
    """Wake whoever sends letters, once all is kept."""
    after_commit(lambda: platform().bell.ring("send_letters"))
