"""The history of a follow-up in words: what each change of it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.gatherings.rules.follow_ups import CORRECTED, DONE, OPEN, OUTCOME_WORDS, SNOOZED
from app.kit.times import say_day


@dataclass(frozen=True)
class Stood:
    """How a follow-up stood after a change; the moment is in UTC.

    `owner` is a name: empty for nobody, and a word for somebody who is gone.
    """

    owner: str = ""
    state: str = OPEN
    snoozed_until: datetime | None = None
    reason: str = ""
    outcome: str = ""
    note: str = ""


def say_what_changed(before: Stood | None, after: Stood, zone: str) -> Sequence[str]:
    """What one change changed, in sentences; none when it left all as it was."""
    then = before or Stood()
    said = [*_state(before, after, zone)]
    if after.owner != then.owner:
        said.append(
            f"{after.owner} looks after it." if after.owner else "Nobody looks after it any more."
        )
    if after.outcome != then.outcome and after.state != DONE and after.outcome:
        said.append(f"What came of it: {OUTCOME_WORDS.get(after.outcome, after.outcome)}.")
    said += _text("Reason", then.reason, after.reason)
    return [*said, *_text("Note", then.note, after.note)]


def _state(before: Stood | None, after: Stood, zone: str) -> Iterator[str]:
    was = before.state if before else ""
    if after.state == DONE and (was != DONE or (before and before.outcome != after.outcome)):
        yield f"Done: {OUTCOME_WORDS.get(after.outcome, after.outcome)}."
    elif after.state == SNOOZED and after.snoozed_until:
        if not before or before.snoozed_until != after.snoozed_until:
            yield f"Put off until {say_day(after.snoozed_until, zone)}."
    elif after.state == OPEN and was != OPEN:
        again = "Put on the list again"
        if before and before.outcome == CORRECTED:
            yield f"{again}: the register says once more that they were not there."
        else:
            yield f"{again}." if before else "Put on the list."


def _text(what: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{what}: “{after}”" if after else f"{what} taken away."
