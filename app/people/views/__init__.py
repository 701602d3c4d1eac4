"""Signing in and out, and one's own account."""

from __future__ import annotations

from app.people.views import (
    account,
    contact,
    elsewhere,
    passkeys,
    resets,
    safety,
    second_step,
    signing,
)
from app.people.views.blueprint import bp

__all__ = [
    "account",
    "bp",
    "contact",
    "elsewhere",
    "passkeys",
    "resets",
    "safety",
    "second_step",
    "signing",
]
