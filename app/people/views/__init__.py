"""Signing in and out, and one's own account."""

from __future__ import annotations

from app.people.views import (
    account,
    by_text,
    contact,
    elsewhere,
    email,
    own_phone,
    passkeys,
    resets,
    safety,
    second_step,
    sign_ins,
    signing,
)
from app.people.views.blueprint import bp

__all__ = [
    "account",
    "bp",
    "by_text",
    "contact",
    "elsewhere",
    "email",
    "own_phone",
    "passkeys",
    "resets",
    "safety",
    "second_step",
    "sign_ins",
    "signing",
]
