"""The pages of the post."""

from __future__ import annotations

from app.post.views import stopping
from app.post.views.blueprint import bp

__all__ = ["bp", "stopping"]
