"""Bringing people together: what must fit, whom people would choose, and who is left over."""

from app.mentoring.rules.matching.match import digest_of, match
from app.mentoring.rules.matching.people import (
    LEFT,
    RULES_VERSION,
    STABLE,
    SUGGESTED,
    Candidate,
    LeftOut,
    MatchedPair,
    Matching,
    Pool,
    Spot,
)
from app.mentoring.rules.matching.words import say_reasons

__all__ = [
    "LEFT",
    "RULES_VERSION",
    "STABLE",
    "SUGGESTED",
    "Candidate",
    "LeftOut",
    "MatchedPair",
    "Matching",
    "Pool",
    "Spot",
    "digest_of",
    "match",
    "say_reasons",
]
