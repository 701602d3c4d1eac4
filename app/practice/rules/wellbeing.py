"""The four questions of the Office for National Statistics about personal wellbeing, word for word.

They are asked on a page of their own and are never mixed with the plumbline, nor with each other:
there is no sum. They are no content that authors change, since another wording is another question.
Source: Personal wellbeing harmonised standard, Government Analysis Function, May 2020.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LOWEST, HIGHEST = 0, 10

INTRODUCTION = (
    "Next I would like to ask you four questions about your feelings on aspects of your life. "
    "There are no right or wrong answers. For each of these questions I’d like you to give an "
    "answer on a scale of 0 to 10, where 0 is “not at all” and 10 is “completely”."
)


@dataclass(frozen=True)
class WellbeingQuestion:
    """One question: its key, a name for columns, its exact words, and those of both ends."""

    key: str
    name: str
    ask: str
    lowest: str
    highest: str


def _question(key: str, name: str, ask: str, word: str) -> WellbeingQuestion:
    return WellbeingQuestion(key, name, ask, f"not at all {word}", f"completely {word}")


QUESTIONS = (
    _question(
        "satisfied",
        "Satisfied with life",
        "Overall, how satisfied are you with your life nowadays?",
        "satisfied",
    ),
    _question(
        "worthwhile",
        "Things are worthwhile",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "worthwhile",
    ),
    _question("happy", "Happy", "Overall, how happy did you feel yesterday?", "happy"),
    _question(
        "anxious",
        "Anxious",
        # It says its scale itself, since here much is not well.
        "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, how "
        "anxious did you feel yesterday?",
        "anxious",
    ),
)


def read_answers(sent: Mapping[str, str]) -> dict[str, int] | None:
    """The numbers that a form sent, by question; None when one of them is none of the scale.

    What was left out is not there.
    """
    answers = {}
    for question in QUESTIONS:
        text = sent.get(question.key, "").strip()
        if not text:
            continue
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST))
        if not (is_number and LOWEST <= int(text) <= HIGHEST):
            return None
        answers[question.key] = int(text)
    return answers
