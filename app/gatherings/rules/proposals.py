"""The life of a proposed session, and how much can be said about it."""

from __future__ import annotations

PROPOSED = "proposed"
TAKEN_UP = "planned"
NOT_TAKEN_UP = "not_taken_up"

LONGEST_PURPOSE = 1000
LONGEST_SUITS = 300
LONGEST_ANSWER = 1000
