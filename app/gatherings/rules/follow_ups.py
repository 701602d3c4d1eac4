"""The words and limits of a kind contact with somebody who could not be there."""

from __future__ import annotations

OPEN = "open"
SNOOZED = "snoozed"
DONE = "done"
# Set by us when the register is corrected; nobody chooses it.
CORRECTED = "corrected"
OUTCOMES = {
    "spoke": "We spoke",
    "message": "I left a message",
    "back": "They will come back",
    "leaving": "They want to leave",
    "needs": "They need something",
}
OUTCOME_WORDS = {**OUTCOMES, CORRECTED: "The register was corrected, so no contact is needed"}
# Which follow-ups a list shows.
SHOWS = {"open": "To do", "mine": "Mine", "all": "All"}

LONGEST_REASON = 300
LONGEST_NOTE = 2000
# A day farther away than this is a slip of the pen.
MOST_DAYS = 366
