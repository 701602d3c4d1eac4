"""The way of a report, from what people offer to what anyone may read, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace

DONE = "done"
HERE = "here"
AHEAD = "todo"
PASSED = "passed"


@dataclass(frozen=True)
class Facts:
    """How far a report is: how many there are of what each step makes.

    `to_ask` are the people whom a facilitator could ask now; 0: they were asked, or there are none.
    """

    offered: int
    notes: int
    messages: int
    has_draft: bool
    is_old: bool
    to_ask: int
    waiting: int
    yes: int
    has_edition: bool
    is_published: bool


@dataclass(frozen=True)
class PathStep:
    """One step of the way: its part of the page, its state, and how far it is in a few words."""

    title: str
    part: str
    is_done: bool
    more: str
    is_passed: bool = False
    state: str = AHEAD

    @property
    def href(self) -> str:
        """Where on the page it is."""
        return f"#{self.part}"


def path(facts: Facts) -> list[PathStep]:
    """The six steps in their order; the first that is neither done nor passed over is where it is.

    Making sense together and grouping can be passed over: a report without them shows all words.
    They are once a later step was taken by people: messages are written, or authors are asked.
    """
    is_asked = facts.has_draft and not facts.to_ask
    messages = _count(facts.messages, "message")
    sessions = _count(facts.notes, "session")
    sense_passed = not facts.notes and (facts.messages > 0 or is_asked)
    group_passed = not facts.messages and is_asked
    is_answered = is_asked and not facts.waiting
    steps = (
        PathStep("Gather", "gather", facts.offered > 0, _count(facts.offered, "contribution")),
        PathStep("Make sense together", "sense", facts.notes > 0, sessions, sense_passed),
        PathStep("Choose and group", "group", facts.messages > 0, messages, group_passed),
        PathStep("Draft", "draft", facts.has_draft and not facts.is_old, _draft(facts)),
        PathStep("Authors say yes", "approve", is_answered, _yes(facts)),
        PathStep("Publish", "publish", facts.is_published, _published(facts)),
    )
    here = next((step for step in steps if not (step.is_done or step.is_passed)), None)
    return [replace(step, state=_state(step, is_here=step is here)) for step in steps]


def _state(step: PathStep, *, is_here: bool) -> str:
    if step.is_done:
        return DONE
    if step.is_passed:
        return PASSED
    return HERE if is_here else AHEAD


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else f"no {word} yet"


def _draft(facts: Facts) -> str:
    if not facts.has_draft:
        return "not made yet"
    return "something changed since it was made" if facts.is_old else "made"


def _yes(facts: Facts) -> str:
    if not facts.has_draft:
        return "needs the draft"
    if facts.to_ask:
        return "nobody is asked until you say so"
    return f"{facts.yes} said yes, {facts.waiting} to answer"


def _published(facts: Facts) -> str:
    if facts.is_published:
        return "anyone can read it"
    return "an edition is ready" if facts.has_edition else "not yet"
