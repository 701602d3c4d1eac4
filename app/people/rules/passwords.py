"""Which new passwords are too easy to guess, whoever asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
# A password of one, two or three different signs.
FEW_SIGNS = 3
# Parts of names and addresses that are shorter, and so few letters beside known words, say nothing.
SHORT = 3

# What anybody would try first who knows where they are, and what everybody tries everywhere. Word
# for word in `docs/keys-logs-limits.md`.
OUR_WORDS = (
    *("discovery", "learning", "programme", "program", "platform", "health", "creation", "creator"),
    *("community", "communities", "primary", "care", "network", "practice", "wellbeing", "nhs"),
    *("cohort", "module", "session", "reflection", "practicum", "portfolio", "certificate"),
    *("participant", "facilitator", "mentor", "mentoring", "coordinator", "helper", "lead"),
    *("password", "passcode", "passphrase", "welcome", "letmein", "login", "account", "secret"),
    *("spring", "summer", "autumn", "winter", "england", "wales", "london", "manchester"),
)

TOO_SHORT = f"Use at least {SHORTEST_PASSWORD} characters. Three words in a row work well."
TOO_LONG = f"Use at most {LONGEST_PASSWORD} characters."
OWN_WORDS = (
    "Somebody who knows you could guess this password, since it is made of your name or e-mail "
    "address. Use other words: three that do not belong together work well."
)
WORDS_OF_OURS = (
    "This password is made of words that many people here would choose. Use other words: three "
    "that do not belong together work well."
)
WELL_KNOWN = (
    "Many people use this password, so it is one of the first that a thief tries. Use another "
    "one: three words that do not belong together work well."
)


def password_fault(password: str, *, name: str, email: str | None) -> str | None:
    """What to change about a new password, in a sentence; None when it is good.

    Whether it is among those that many people have is for `app/people/passwords.py`.
    Source: NIST SP 800-63B: length and no obvious words; no rules about kinds of characters.
    """
    if len(password) < SHORTEST_PASSWORD:
        return TOO_SHORT
    if len(password) > LONGEST_PASSWORD:
        return TOO_LONG
    if len(set(password.lower())) <= FEW_SIGNS:
        return WELL_KNOWN
    own = set(re.split(r"[\W\d_]+", _plain(f"{name} {email or ''}")))
    if _is_made_of(password, own):
        return OWN_WORDS
    if _is_made_of(password, {*own, *OUR_WORDS}):
        return WORDS_OF_OURS
    return None


def as_others_write_it(password: str) -> list[str]:
    """A password and what it becomes without capitals and without spaces, each once."""
    small = password.lower()
    return list(dict.fromkeys([password, small, re.sub(r"\s+", "", small)]))


def _is_made_of(password: str, words: Iterable[str]) -> bool:
    """Whether next to nothing is left of its letters without these words; digits do not count."""
    letters = re.sub(r"[\W\d_]+", "", _plain(password))
    known = sorted((word for word in words if len(word) >= SHORT), key=len, reverse=True)
    left = re.sub("|".join(map(re.escape, known)), "", letters) if known else letters
    return left != letters and len(left) <= SHORT


def _plain(text: str) -> str:
    """Small letters without accents."""
    return re.sub(r"[\u0300-\u036f]", "", normalize("NFKD", text)).lower()
