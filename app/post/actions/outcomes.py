"""What the carrier's answer means for a letter's row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.gateways.ports.carrier import InDoubt, NeverAgain, NotNow, TryAgain
from app.post.actions.claim import Ready
from app.post.rules import CARRIER_REST, NOT_SURE, RESTS, goes_again, rest_after, say_enough


@dataclass(frozen=True)
class Outcome:
    """What became of one letter: a word for the report, and values for its row."""

    letter_id: UUID
    word: str
    values: Mapping[str, object]
    # The carrier takes nobody's letters at present.
    round_over: bool = False


def outcome_of(error: TryAgain | NeverAgain, ready: Ready, *, now: datetime) -> Outcome:
    """What a carrier's error means, by its consequence."""
    reason = str(error)
    if isinstance(error, NeverAgain):
        return Outcome(ready.id, "refused", {"state": "refused", "reason": reason})
    if isinstance(error, NotNow):
        rest = {"state": "due", "due_at": now + CARRIER_REST, "reason": reason}
        return Outcome(ready.id, "put_off", rest, round_over=True)
    if isinstance(error, InDoubt):
        return Outcome(ready.id, "doubtful", _doubt(ready, reason, now=now))
    return _put_off(ready, reason, now=now)


def _put_off(ready: Ready, reason: str, *, now: datetime) -> Outcome:
    tries = ready.tries + 1
    rest = rest_after(tries)
    if rest is None:
        enough = {"state": "refused", "tries": tries, "reason": say_enough(tries, reason)}
        return Outcome(ready.id, "refused", enough)
    later = {"state": "due", "tries": tries, "due_at": now + rest, "reason": reason}
    return Outcome(ready.id, "put_off", later)


def _doubt(ready: Ready, reason: str, *, now: datetime) -> dict[str, object]:
    doubts = ready.doubts + 1
    again = goes_again(doubts)
    return {
        "state": "due" if again else "refused",
        "reason": reason if again else NOT_SURE,
        "doubts": doubts,
        "doubted_at": now,
        "due_at": now + RESTS[0],
    }
