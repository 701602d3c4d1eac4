"""Letting a page play the recordings that stand on it."""

from __future__ import annotations

from collections.abc import Iterable

from app.kit.cleaning import SOUND
from app.web.security import SELF, let_play


def let_hear(kinds: Iterable[str]) -> None:
    """Let this page play recordings, if one of its files is one."""
    if SOUND in kinds:
        let_play("media", SELF)
