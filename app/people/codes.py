"""Codes of an app (TOTP), the picture that an app reads, and codes on paper."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

import pyotp

from app.kit.later import Later

if TYPE_CHECKING:
    import segno
else:
    segno = Later("segno")

SERVICE = "Discovery Learning Programme"
# A phone's clock may be a little wrong: the code before and the code after are good too.
DRIFT = 1
RECOVERY_CODES = 10
# Letters and figures that nobody takes for one another.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4


def new_secret() -> str:
    """What an app and the platform share: 160 bits, as an app takes it typed."""
    return pyotp.random_base32()


def step_of(secret: str, typed: str, *, now: datetime, after: int) -> int | None:
    """The half minute of a right code, later than `after`; None when it is not right.

    Source: RFC 6238; one step of drift either way.
    """
    app, code = pyotp.TOTP(secret), re.sub(r"\s+", "", typed)
    here = app.timecode(now)
    good = [
        step
        for step in range(here - DRIFT, here + DRIFT + 1)
        if hmac.compare_digest(app.generate_otp(step).encode(), code.encode())
    ]
    return next((step for step in good if step > after), None)


def address_for_app(secret: str, account: str) -> str:
    """What the picture says to an app: whose code, for which service."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=SERVICE)


def drawn(address: str) -> str:
    """The picture (QR code) as an SVG element of a page."""
    drawing: str = segno.make(address, error="m").svg_inline(
        border=4, omitsize=True, svgclass=None, lineclass=None, light="#fff"
    )
    return drawing


def in_groups(secret: str) -> str:
    """A secret in groups of four, to type."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def new_recovery_codes() -> list[str]:
    """Ten codes for paper, such as `k7fm-2xqp-hn4d`: 59 bits each."""
    return [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
        for _ in range(RECOVERY_CODES)
    ]


def recovery_hash(key: bytes, typed: str) -> bytes:
    """What is kept of a recovery code, however it was typed; `key` is the person's own."""
    plain = re.sub(r"[^a-z0-9]", "", typed.lower())
    return hmac.digest(key, plain.encode(), "sha256")
