"""The pages of a cohort's library and of the guides to its sessions."""

from __future__ import annotations

from app.library.views import guides, library
from app.library.views.blueprint import bp

__all__ = ["bp", "guides", "library"]
