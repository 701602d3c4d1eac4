"""Limits on how often a form may be tried, kept in Redis so that all web workers share them."""

from __future__ import annotations

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

# Of a way in that costs little: a whole health service may go out by one address, and come in at
# ten o'clock. What lets in cannot be guessed, or is limited by the account too.
ONE_ADDRESS = "600 per minute"


def visitor() -> str:
    """Who is signed in; without that, the address they come from.

    A surgery goes out by one address, and nobody there is to wait for what others did.
    """
    if current_user.is_authenticated:
        return f"person:{current_user.id}"
    return get_remote_address()


limiter = Limiter(key_func=visitor, default_limits=[], headers_enabled=False)


def word() -> str:
    """The word in the address, however it was typed and whoever asks."""
    typed = str((request.view_args or {}).get("word", "")).lower()
    return "word:" + "".join(mark for mark in typed if mark.isalnum())[:32]


def account() -> str:
    """The account a sign-in form is about, whoever asks; used to limit tries on one account."""
    return "account:" + request.form.get("email", "").strip().lower()[:320]
