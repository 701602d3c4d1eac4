"""A module and a step, with how far one person is with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from app.kit.errors import NotFound
from app.progress import rules
from app.progress.rules import AT_ONCE, OPEN, Locked, Opening, Release


class StepOnWay(NamedTuple):
    """A step of a module and how far one person is with it; times in UTC."""

    # The step's id as text: most pages look at many steps and need the id of one.
    id_text: str
    key: str
    kind: str
    title: str
    minutes: int
    opening: Opening = AT_ONCE
    # Rules that make it done beside those of its kind.
    done_by: tuple[str, ...] = ()
    visited_at: datetime | None = None
    done_at: datetime | None = None
    done_by_rule: str | None = None
    # Whether somebody typed something in for the person, or noted that they took part.
    is_entered: bool = False
    # Whether somebody who runs the cohort said that the person need not do it.
    is_excused: bool = False
    release: Release = OPEN

    @property
    def id(self) -> UUID:
        """The id of the step."""
        return UUID(self.id_text)

    @property
    def is_seen(self) -> bool:
        """Whether it was ever opened, or done; then it is never locked."""
        return self.visited_at is not None

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.done_at is not None

    @property
    def is_spared(self) -> bool:
        """Whether it is not asked of the person, and not done either."""
        return self.is_excused and self.done_at is None

    @property
    def is_open(self) -> bool:
        """Whether the person may open it."""
        return self.release.is_open

    @property
    def opens(self) -> str:
        """Why it is not open, and until when, as a sentence; empty: it is open."""
        return self.release.sentence if isinstance(self.release, Locked) else ""


@dataclass(frozen=True)
class ModuleOnWay:
    """A module, its steps in order, and how far one person is with them."""

    id: UUID
    key: str
    number: int
    title: str
    summary: str
    minutes: int
    opening: Opening
    session_ends_at: datetime | None
    is_unlocked: bool
    steps: tuple[StepOnWay, ...]
    # Whether a step has an opening of its own; if none has, they open with the module.
    has_steps_that_wait: bool = False
    release: Release = OPEN

    @property
    def total(self) -> int:
        """How many steps are asked of the person, or done."""
        return len(self.asked)

    @cached_property
    def asked(self) -> list[StepOnWay]:
        """The steps that are asked of the person, or done."""
        return [step for step in self.steps if not step.is_spared]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.is_done for step in self.steps)

    @property
    def is_open(self) -> bool:
        """Whether the person may begin it."""
        return self.release.is_open

    @property
    def opens(self) -> str:
        """Why it is not open, and until when, as a sentence; empty: it is open."""
        return self.release.sentence if isinstance(self.release, Locked) else ""

    @property
    def is_seen(self) -> bool:
        """Whether any step was ever opened."""
        return any(step.is_seen for step in self.steps)

    has_begun = is_seen

    @property
    def is_done(self) -> bool:
        """Whether every step that is asked of the person is done."""
        return all(step.is_done for step in self.asked)

    is_finished = is_done

    @property
    def minutes_left(self) -> int:
        """How long the steps that are not done take together."""
        return rules.minutes_left(self.asked)

    @cached_property
    def resume(self) -> StepOnWay | None:
        """Where to carry on; None when every open step is done."""
        return rules.resume(self.asked)

    @property
    def opens_next(self) -> StepOnWay | None:
        """The locked step that opens first; None when all are open."""
        return rules.opens_next(self.asked)

    def step(self, key: str) -> StepOnWay:
        """The step with this key.

        Raises: NotFound.
        """
        for step in self.steps:
            if step.key == key:
                return step
        raise NotFound

    def around(self, key: str) -> tuple[StepOnWay | None, int, StepOnWay | None]:
        """The open step before the one with this key, its own number from 1, the open one after.

        Raises: NotFound when the module has no such step.
        """
        index = self.steps.index(self.step(key))
        before = [step for step in self.steps[:index] if step.is_open]
        after = [step for step in self.steps[index + 1 :] if step.is_open]
        return before[-1] if before else None, index + 1, after[0] if after else None


class StepInModule(NamedTuple):
    """A step and the module that it is in."""

    module: ModuleOnWay
    step: StepOnWay

    @property
    def minutes(self) -> int:
        """How long the step takes."""
        return self.step.minutes

    @property
    def is_open(self) -> bool:
        """Whether the person may open it."""
        return self.step.is_open

    @property
    def visited_at(self) -> datetime | None:
        """The last visit in UTC; None: never opened."""
        return self.step.visited_at

    @property
    def done_at(self) -> datetime | None:
        """When the step was done, in UTC; None: not yet."""
        return self.step.done_at
