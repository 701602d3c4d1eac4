"""What people write in the cells of a list, and what we understand by it."""

from __future__ import annotations

from collections.abc import Mapping

from app.cohorts.rules import STANDINGS
from app.cohorts.rules.roster.headings import plain_words

# What people write where there is nothing to write.
NOTHING = frozenset(
    {"", "-", "--", "n/a", "na", "n.a.", "none", "nil", "no", "null", "unknown", "not known"}
    | {"no email", "no e-mail", "no phone", "not given", "?", "x", ".", "tbc", "#n/a"}
)

WAYS: Mapping[str, frozenset[str]] = {
    "email": frozenset({"email", "e mail", "by email", "by e mail", "electronic"}),
    "text": frozenset({"text", "sms", "text message", "by text", "by text message", "texts"}),
    "call": frozenset(
        {"call", "phone", "ring", "telephone", "phone call", "by phone", "by phone call", "tel"}
        | {"landline", "by telephone", "call them", "ring them", "voice"}
    ),
    "post": frozenset(
        {"post", "paper", "letter", "by post", "on paper", "postal", "by letter", "in person"}
        | {"by hand", "hand", "print", "printed"}
    ),
}

# Beside the words that our own pages use.
_STANDINGS: Mapping[str, frozenset[str]] = {
    "pcn_staff": frozenset(
        {"staff", "pcn", "gp", "doctor", "nurse", "practice nurse", "practice manager", "manager"}
        | {"link worker", "social prescriber", "social prescribing link worker", "pharmacist"}
        | {"care coordinator", "receptionist", "practice staff", "nhs staff", "clinician"}
        | {"physiotherapist", "paramedic", "health care assistant", "healthcare assistant"}
        | {"primary care", "advanced nurse practitioner", "nurse practitioner", "care navigator"}
    ),
    "community_health_creator": frozenset(
        {"health creator", "community", "community member", "resident", "local resident", "chc"}
        | {"volunteer", "neighbour", "citizen", "community health creators"}
    ),
    "local_partner": frozenset(
        {"partner", "vcse", "voluntary sector", "council", "charity", "local authority"}
        | {"community organisation", "partner organisation", "local partners"}
    ),
    "lived_experience": frozenset(
        {"person with lived experience", "expert by experience", "patient", "carer"}
        | {"people with lived experience", "patient representative", "le"}
    ),
}
BY_WORD: Mapping[str, str] = {
    **{word: standing for standing, words in _STANDINGS.items() for word in words},
    **{plain_words(said): standing for standing, said in STANDINGS.items()},
    **{plain_words(standing): standing for standing in STANDINGS},
}


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say."""
    return text.strip().casefold() in NOTHING


def read_way(text: str) -> str | None:
    """The channel that somebody means, or None when we do not know the words."""
    words = plain_words(text)
    return next((channel for channel, said in WAYS.items() if words in said), None)


def read_standing(text: str) -> str | None:
    """The standing that somebody means, or None when we do not know the words."""
    return BY_WORD.get(plain_words(text))
