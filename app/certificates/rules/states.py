"""What became of a certificate, and words for it."""

from __future__ import annotations

from app.people.rules import clean_line

VALID, REPLACED, REVOKED = "valid", "replaced", "revoked"
WORDS = {
    VALID: "Valid",
    REPLACED: "Replaced by a newer one",
    REVOKED: "Not valid any more",
}
# What happened to a certificate, as its letters tell it: the word in `letter.occurrence`.
ISSUED, ISSUED_AGAIN, TAKEN_BACK = "", "again", "revoked"

SHORTEST_REASON = 10
LONGEST_REASON = 600
LONGEST_NAME = 200
ISSUER = "The Discovery Learning Programme"


def clean_reason(text: str) -> str | None:
    """A reason as it is kept, in one line; None when it is too short or too long."""
    clean = clean_line(text, LONGEST_REASON) or ""
    return clean if len(clean) >= SHORTEST_REASON else None


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same to a person who types one of them."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
