"""A person's way through the whole course of a cohort, with what is open and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from app.cohorts.rules import FACILITATOR
from app.kit.errors import NotFound
from app.progress import rules
from app.progress.queries.on_way import ModuleOnWay, StepInModule, StepOnWay
from app.progress.rules import Locked, Release, Standpoint, release


@dataclass(frozen=True)
class Ahead:
    """What opens next: a module, or one step of an open module; and why it is not open now."""

    module: ModuleOnWay
    step: StepOnWay | None
    release: Locked


@dataclass(frozen=True)
class CourseWay:
    """One enrolment's way through the edition of its cohort; modules in order."""

    enrolment_id: UUID
    cohort_id: UUID
    role: str
    slug: str
    name: str
    time_zone: str
    starts_on: date
    modules: tuple[ModuleOnWay, ...]

    @property
    def steps(self) -> list[StepInModule]:
        """Every step of the course, in order."""
        return [StepInModule(module, step) for module in self.modules for step in module.steps]

    @cached_property
    def resume(self) -> StepInModule | None:
        """Where to carry on in the whole course; None when every open step is done."""
        return rules.resume([one for one in self.steps if not one.step.is_spared])

    @cached_property
    def ahead(self) -> Ahead | None:
        """What opens next; None when everything is open."""
        doors = []
        for module in self.modules:
            if isinstance(module.release, Locked):
                doors.append(Ahead(module, None, module.release))
            else:
                doors += [
                    Ahead(module, step, step.release)
                    for step in module.asked
                    if isinstance(step.release, Locked)
                ]
        return rules.opens_next(doors)

    @property
    def is_finished(self) -> bool:
        """Whether every step is done."""
        return all(module.is_done for module in self.modules)

    @property
    def has_begun(self) -> bool:
        """Whether any step was ever opened."""
        return any(module.is_seen for module in self.modules)

    def module(self, key: str) -> ModuleOnWay:
        """The module with this key.

        Raises: NotFound.
        """
        for module in self.modules:
            if module.key == key:
                return module
        raise NotFound

    def seen_at(self, now: datetime) -> CourseWay:
        """The same way with everything open or locked as it is at this moment."""
        at = Standpoint(now, self.starts_on, self.time_zone, self.role == FACILITATOR)
        return replace(
            self, modules=tuple(_released(module, self.modules, at) for module in self.modules)
        )

    def with_done(self, step: StepOnWay, now: datetime, rule: str | None = None) -> CourseWay:
        """The way as it is once a step was done; that may open others."""
        done = step._replace(
            visited_at=step.visited_at or now,
            done_at=step.done_at or now,
            done_by_rule=step.done_by_rule or rule,
        )
        modules = tuple(_with_step(module, done) for module in self.modules)
        return replace(self, modules=modules).seen_at(now)


def _with_step(module: ModuleOnWay, step: StepOnWay) -> ModuleOnWay:
    """The module with this in the place of the step with its id; others stay the very same."""
    if all(one.id_text != step.id_text for one in module.steps):
        return module
    steps = (step if one.id_text == step.id_text else one for one in module.steps)
    return replace(module, steps=tuple(steps))


def _released(module: ModuleOnWay, course: Sequence[ModuleOnWay], at: Standpoint) -> ModuleOnWay:
    door = release.of_module(module, course, at)
    if module.has_steps_that_wait:
        steps = tuple(_in_its_state(step, module, door, at) for step in module.steps)
    elif door == module.release:
        return module
    else:
        steps = tuple(step._replace(release=door) for step in module.steps)
    return replace(module, release=door, steps=steps)


def _in_its_state(step: StepOnWay, module: ModuleOnWay, door: Release, at: Standpoint) -> StepOnWay:
    # What is not asked of somebody keeps nothing shut.
    others = [
        one._replace(done_at=at.now) if one.is_spared else one
        for one in module.steps
        if one.key in step.opening.needs
    ]
    own = release.of_step(step, others, module=module, module_release=door, at=at)
    return step if own is step.release else step._replace(release=own)
