"""The weekly letter as the post sees it, and what every kind of letter says to a made-up person."""

from __future__ import annotations

from app.correspondence.kinds.digest import DigestKind

__all__ = ["DigestKind"]
