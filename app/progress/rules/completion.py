"""When a step is done, and by which rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

MARKED = "marked"
ANSWERED = "answered"
WROTE = "wrote"
READ = "read"
ATTENDED = "attended"

REFLECTION = "reflection"
KNOWLEDGE_CHECK = "knowledge_check"


@dataclass(frozen=True)
class Rule:
    """A way for a step to become done; a rule that changes its meaning gets the next version."""

    name: str
    version: int


RULES = {
    MARKED: Rule(MARKED, 1),
    ANSWERED: Rule(ANSWERED, 1),
    WROTE: Rule(WROTE, 1),
    READ: Rule(READ, 1),
    ATTENDED: Rule(ATTENDED, 1),
}

DONE_BY: dict[str, frozenset[str]] = {
    "read": frozenset({MARKED}),
    "watch": frozenset({MARKED}),
    "case_study": frozenset({MARKED}),
    "activity": frozenset({MARKED}),
    "poll": frozenset({MARKED}),
    "download": frozenset({MARKED}),
    KNOWLEDGE_CHECK: frozenset({ANSWERED}),
    REFLECTION: frozenset({WROTE, MARKED}),
}

KINDS = {
    "read": "Read",
    "watch": "Watch, listen or read aloud",
    "case_study": "A true story",
    "activity": "Something to do",
    "poll": "A question to everyone",
    "download": "Something to print",
    KNOWLEDGE_CHECK: "Questions",
    REFLECTION: "Reflect",
}

# What a person said when they marked a step; the reflective log itself is never evidence.
SAID_DONE = {"said": "done"}
SAID_DONE_ELSEWHERE = {"said": "done on paper or by talking"}
HAS_WRITTEN = {"happened": "a reflection was saved from this step"}
HAS_SPOKEN = {"happened": "they reflected out loud from this step"}


def rule_for(kind: str, name: str, beside: Collection[str] = ()) -> Rule | None:
    """The rule of this name, if it can make a step done: by its kind, or by a rule beside it."""
    allowed = DONE_BY.get(kind, frozenset({MARKED}))
    return RULES.get(name) if name in allowed or name in beside else None


def evidence_of_mark(kind: str) -> dict[str, str]:
    """What is kept when a person says that a step of this kind is done."""
    return SAID_DONE_ELSEWHERE if kind == REFLECTION else SAID_DONE


def is_answered(questions: Collection[str], tried: Iterable[str]) -> bool:
    """Whether every question has at least one try, right or wrong."""
    return bool(questions) and set(questions) <= set(tried)


def is_new_try(option: str, *, latest: str | None, is_asked_for: bool) -> bool:
    """Whether a chosen option is a try: it was sent to be checked, or it is not the last one."""
    return is_asked_for or option != latest
