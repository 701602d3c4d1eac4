"""The settings of a service with whose accounts people may sign in (OpenID Connect)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.kit.errors import WrongSetting

LOCAL = {"localhost", "127.0.0.1"}
LONGEST_NAME = 40


@dataclass(frozen=True)
class ProviderSettings:
    """Who vouches for people, and what we are to them."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    # What its button says after "Sign in with".
    name: str


def read_provider(env: Mapping[str, str], *, tries_out: bool) -> ProviderSettings | None:
    """The service that the settings name; None when they name none.

    `tries_out`: one on this machine may do without HTTPS.
    Raises: WrongSetting.
    """
    words = {part: env.get(f"DLP_OIDC_{part}", "").strip() for part in PARTS}
    if not any(words.values()):
        return None
    missing = next((part for part in PARTS[:3] if not words[part]), None)
    if missing:
        message = f"DLP_OIDC_{missing}: name it too, or none of the settings DLP_OIDC_*."
        raise WrongSetting(message)
    issuer = words["ISSUER"]
    try:
        parts = urlsplit(issuer)
        is_plain = bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
        is_local = tries_out and parts.scheme == "http" and parts.hostname in LOCAL
    except ValueError:
        is_plain = is_local = False
        parts = urlsplit("")
    if not is_plain or not (parts.scheme == "https" or is_local):
        message = "DLP_OIDC_ISSUER: it must be an address that starts with https://."
        raise WrongSetting(message)
    name = words["NAME"] or parts.hostname or ""
    if len(name) > LONGEST_NAME:
        message = f"DLP_OIDC_NAME: use at most {LONGEST_NAME} characters."
        raise WrongSetting(message)
    return ProviderSettings(issuer, words["CLIENT_ID"], words["CLIENT_SECRET"], name)


PARTS = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME")
