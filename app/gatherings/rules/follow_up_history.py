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


@dataclass(frozen=True)
class Reader:
    """What somebody may read of a change: `now` is how the follow-up stands.

    Words that still stand are for every facilitator; those that were written over, for whoever
    wrote them.
    """

    now: Stood
    wrote_it: bool

    def may_read(self, words: str, standing: str) -> bool:
        """Whether these words are shown; `standing` are those that are there now."""
        return self.wrote_it or words == standing


def say_what_changed(
    before: Stood | None, after: Stood, zone: str, reader: Reader
) -> Sequence[str]:
    """What one change changed, in sentences; none when it left all as it was."""
    then = before or Stood()
    said = [*_state(before, after, zone)]
    if after.owner != then.owner:
        said.append(
            f"{after.owner} looks after it." if after.owner else "Nobody looks after it any more."
        )
    if after.outcome != then.outcome and after.state != DONE and after.outcome:
        said.append(f"What came of it: {OUTCOME_WORDS.get(after.outcome, after.outcome)}.")
    for what, earlier, later, standing in (
        ("Reason", then.reason, after.reason, reader.now.reason),
        ("Note", then.note, after.note, reader.now.note),
    ):
        if earlier != later:
            said.append(_text(what, later, is_read=reader.may_read(later, standing)))
    return said


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


def _text(what: str, words: str, *, is_read: bool) -> str:
    if not words:
        return f"{what} taken away."
    return f"{what}: “{words}”" if is_read else f"{what} written. It was changed later."
