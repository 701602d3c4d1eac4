"""The code of a certificate: nobody can guess it, and anybody can read it out on the phone."""

from __future__ import annotations

import secrets

# No letter looks like a number (Crockford's base 32), so that nobody mistypes one for the other.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
_READ_AS = str.maketrans("OIL", "011", " -‐‑‒–—_.")


def new_code() -> str:
    """A code that cannot be guessed: 80 bits of chance."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def said(code: str) -> str:
    """The code in groups of four, as people read and type it."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str | None:
    """The code that somebody typed, in any letters and groups; None when it cannot be one."""
    code = typed.strip()[: 4 * LENGTH].upper().translate(_READ_AS)
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else None
