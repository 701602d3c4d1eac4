"""A plumbline that a group answers together: what it can say, and what two who type it in keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.practice.rules.looks import HIGHEST, LOWEST, UNSURE, Scores

APART = "apart"
"""What a form sends when the group did not come to one number: an answer like any other."""

LEFT_OUT = ""
NUMBERS = tuple(str(number) for number in range(LOWEST, HIGHEST + 1))
ANSWERS = (LEFT_OUT, *NUMBERS, UNSURE, APART)

GROUP = "group"
COHORT = "cohort"
READERS = {GROUP: "Only those who were in the group", COHORT: "Everybody in the cohort"}

LONGEST_NOTE = 1_000
"""Characters of what was said about one item."""

MOST_PEOPLE = 500
MOST_GROUPS = 100
"""Groups that one person can begin in a cohort; a machine that sends forms is stopped here."""

MOST_TIMES = 200
"""How often the answer to one item can be changed; the same."""

NOTE_FIELD, SEEN_FIELD = "note.", "seen."
"""What stands before an item's key in a form: its note, and which answer the page showed."""


@dataclass(frozen=True)
class Said:
    """What a group said about one item: an answer of `ANSWERS`, and a note in its own words."""

    answer: str = LEFT_OUT
    note: str = ""


@dataclass(frozen=True)
class SentItem:
    """What a form sent for one item, and the number of the answer that its page had shown."""

    said: Said
    seen: int


class Clash(Exception):  # noqa: N818 - two people said different things, which is no error
    """Somebody else typed in something different since the page was opened."""


def settle(history: Sequence[Said], sent: SentItem) -> Said | None:
    """What to keep after what is there, oldest first; None when there is nothing new.

    Answer and note are looked at one by one: what the page showed and the form sent back as it was
    is no word of this person's, so another's newer one stays.
    Raises: Clash when both changed the same to different things.
    """
    newest = history[-1] if history else Said()
    shown = history[sent.seen - 1] if 0 < sent.seen <= len(history) else Said()
    merged = Said(
        _one(shown.answer, newest.answer, sent.said.answer),
        _one(shown.note, newest.note, sent.said.note),
    )
    return None if merged == newest else merged


def _one(shown: str, newest: str, sent: str) -> str:
    if sent in (shown, newest):
        return newest
    if newest != shown:
        raise Clash
    return sent


def scores_of(said: Mapping[str, Said]) -> Scores:
    """The answers as a chart and a comparison read them: no number where there was not one."""
    return {
        item: None if one.answer == UNSURE else int(one.answer)
        for item, one in said.items()
        if one.answer not in (LEFT_OUT, APART)
    }


def say_answer(said: Mapping[str, Said], item: str) -> str:
    """One answer in words."""
    answer = said.get(item, Said()).answer
    return {LEFT_OUT: "left out", UNSURE: "not sure", APART: "no one number"}.get(answer, answer)
