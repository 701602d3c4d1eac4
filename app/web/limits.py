"""Limits on how often a form may be tried, kept in Redis so that all web workers share them."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from limits.storage import RedisStorage

from app.web.context import platform
from app.web.known_browsers import known_browser

# Of a way in that costs little: a whole health service may go out by one address, and come in at
# ten o'clock. What lets in cannot be guessed, or is limited by the account too.
ONE_ADDRESS = "600 per minute"
# On one account: from one place or by one browser that has been in it, and by all strangers. A
# stranger at one place cannot use up what all have. Finer times are looked at first, and what a
# place may not do any more is not counted for all: so a day's limit of all stands beside one of a
# place. Source: OWASP, slowing down online guessing with device cookies.
HERE = "10 per 10 minutes;100 per day"
ALL_PASSWORDS = "50 per 10 minutes;1440 per day"
ALL_LINKS = "20 per 10 minutes;200 per day"
# Home networks have so many addresses of the newer kind.
ONE_NETWORK = 64
# Of a keyed digest: two accounts never share one.
MARK_LENGTH = 32


class RedisAlone(RedisStorage):
    """Keeps counts by the client that we use; the library would load Valkey's beside it."""

    STORAGE_SCHEME = ["redis", "rediss", "redis+unix"]  # noqa: RUF012 - the library declares it
    DEPENDENCIES = {"redis": RedisStorage.DEPENDENCIES["redis"]}  # noqa: RUF012


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
    return counted(_account())


def account_here() -> str:
    """The same by this browser, if it has been in that account, else from this place."""
    return here(_account())


def is_at_home() -> bool:
    """Whether this browser has been in the account that a sign-in form is about."""
    return known_browser(_account()) is not None


def here(what: str) -> str:
    """What is tried, by a browser that has been in it, or from where strangers are; as counted."""
    known = known_browser(what)
    return counted(f"{what} by:{known}" if known else f"{what} from:{_place()}")


def counted(what: str) -> str:
    """Under what the store counts tries of this; nobody reads an address or a number in it.

    The store writes what it is told into files that grow by every count, so what stood there once
    would outlive whoever is erased.
    """
    kind, _, _ = what.partition(":")
    return f"{kind}:{platform().links.mark('tries', what)[:MARK_LENGTH]}"


def _account() -> str:
    return "account:" + request.form.get("email", "").strip().lower()[:320]


def _place() -> str:
    """The network address; of the newer kind the part that one home has."""
    told = get_remote_address()
    try:
        address = ip_address(told)
    except ValueError:
        return told
    if not isinstance(address, IPv6Address):
        return told
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address, ONE_NETWORK), strict=False))
