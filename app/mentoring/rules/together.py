"""What two people write together: the limits of a notebook and of goals, and a goal as words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from app.people.rules import clean_lines

LONGEST_NOTE = 5000
LONGEST_TITLE = 200
LONGEST_STEP = 200
MOST_STEPS = 20

OPEN = "open"
REACHED = "reached"
LET_GO = "let_go"
GOAL_STATES = {
    OPEN: "We are on our way",
    REACHED: "It is reached",
    LET_GO: "It is not wanted any more, and that is fine",
}


@dataclass(frozen=True)
class Step:
    """One step to a goal; `done_on` is the day on which somebody said that it is done."""

    text: str
    done_on: str | None = None


@dataclass(frozen=True)
class GoalWords:
    """What a goal says."""

    title: str
    steps: Sequence[Step] = ()

    @property
    def as_text(self) -> str:
        """As it is sealed."""
        return json.dumps({"title": self.title, "steps": [asdict(step) for step in self.steps]})

    @property
    def step_lines(self) -> str:
        """The steps as somebody types them: each on a line of its own."""
        return "\n".join(step.text for step in self.steps)

    def with_step(self, number: int, *, is_done: bool, today: date) -> GoalWords:
        """The same with one step done, or not done after all; steps count from 0.

        Raises: LookupError when there is no such step.
        """
        steps = list(self.steps)
        if not 0 <= number < len(steps):
            message = "no such step"
            raise LookupError(message)
        if is_done != bool(steps[number].done_on):
            done_on = today.isoformat() if is_done else None
            steps[number] = replace(steps[number], done_on=done_on)
        return replace(self, steps=steps)


def words_of(text: str) -> GoalWords:
    """A goal as it was sealed."""
    said = json.loads(text)
    return GoalWords(said["title"], [Step(**step) for step in said["steps"]])


def typed_goal(title: str, lines: str, before: GoalWords | None = None) -> GoalWords | None:
    """A goal as somebody typed it, a step on each line; None: too long, or too many.

    A step that stands in `before` with the same words stays done.
    """
    clean = clean_lines(title.replace("\n", " "), LONGEST_TITLE)
    every = clean_lines(lines, MOST_STEPS * (LONGEST_STEP + 2))
    if clean is None or every is None:
        return None
    texts = [" ".join(line.split()) for line in every.split("\n") if line.strip()]
    if len(texts) > MOST_STEPS or any(len(text) > LONGEST_STEP for text in texts):
        return None
    done: dict[str, list[str | None]] = {}
    for step in before.steps if before else ():
        done.setdefault(step.text, []).append(step.done_on)
    return GoalWords(
        clean, [Step(text, done[text].pop(0) if done.get(text) else None) for text in texts]
    )
