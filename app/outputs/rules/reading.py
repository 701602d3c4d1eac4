"""Reading somebody's words back to them: in which way, and what they may say."""

from __future__ import annotations

WAYS = {"phone": "By phone", "in_person": "In person", "paper": "On paper, sent back"}
# How the record tells it, after who did it.
SAID = {"phone": "by phone", "in_person": "in person", "paper": "on paper"}
CHANGE = "change"
LONGEST_WISH = 500
