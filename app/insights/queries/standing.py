"""What stands in the cells of steps that a person has not opened: to do, or when they open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.insights.queries.columns import ModuleColumns
from app.insights.queries.eased import NOTHING, Eased
from app.insights.rules.marks import (
    NOT_NEEDED,
    NOT_YET,
    OPENED_EARLY,
    SHUT,
    Mark,
    shut,
    with_time,
)
from app.kit.times import in_zone
from app.progress.rules import Locked, Release, Standpoint, release

# What a person opened or did: the mark at each place; of a reflection only that it is done.
Found = Sequence[Mark | None]


class Standing:
    """The cells of nobody in particular, and what is different for one person."""

    def __init__(self, modules: Sequence[ModuleColumns], at: Standpoint) -> None:
        self._modules, self._at = modules, at
        self._this_year = in_zone(at.now, at.zone).year
        nothing: Found = [None] * sum(len(module.steps) for module in modules)
        self.usual = [mark for module in modules for mark in self._cells(module, nothing, NOTHING)]
        self._shut = [
            module
            for module in modules
            if any(mark.look == SHUT for mark in self.usual[module.span])
        ]

    @property
    def may_differ(self) -> bool:
        """Whether what a person did opens something: only where something is shut."""
        return bool(self._shut)

    def differ(self, row: list[Mark], eased: Eased) -> None:
        """Make the usual cells of this row those of somebody for whom this was made easier.

        What the person opened or did stands in it already.
        """
        differs = [module for module in self._shut if self._differs(module, row, eased)]
        if differs:
            found = [
                None if mark is usual else mark for mark, usual in zip(row, self.usual, strict=True)
            ]
            for module in differs:
                cells = self._cells(module, found, eased)
                row[module.span] = [
                    mark or other for mark, other in zip(found[module.span], cells, strict=True)
                ]
        if eased.spared or eased.until:
            self._ease(row, eased)

    def _ease(self, row: list[Mark], eased: Eased) -> None:
        """What is done stays done, also where it need not have been."""
        for module in self._modules:
            key, until = module.facts.key, eased.until.get(module.facts.key)
            for place, step in enumerate(module.steps, start=module.first):
                if row[place].is_done:
                    continue
                if (key, step.key) in eased.spared:
                    row[place] = NOT_NEEDED
                elif until is not None:
                    row[place] = with_time(row[place], until, self._this_year)

    def _differs(self, module: ModuleColumns, row: list[Mark], eased: Eased) -> bool:
        waits_for_others = module.facts.opening.needs or eased.spared
        is_eased = bool(waits_for_others) or module.facts.key in eased.opened
        return is_eased or row[module.span] != self.usual[module.span]

    def _cells(self, module: ModuleColumns, found: Found, eased: Eased) -> list[Mark]:
        facts = replace(
            module.facts,
            is_seen=any(found[module.span]),
        )
        course = (
            [replace(other.facts, is_done=_is_done(other, found, eased)) for other in self._modules]
            if facts.opening.needs
            else []
        )
        steps = [
            step.facts
            if found[place] is None and (facts.key, step.key) not in eased.spared
            else replace(
                step.facts,
                is_seen=found[place] is not None,
                is_done=_done_at(found, place) or (facts.key, step.key) in eased.spared,
            )
            for place, step in enumerate(module.steps, start=module.first)
        ]
        by_itself = release.of_module(replace(facts, is_unlocked=False), course, self._at)
        early = replace(facts, is_unlocked=facts.is_unlocked or facts.key in eased.opened)
        cells = []
        for step in steps:
            shut_step = release.of_step(
                step,
                steps,
                module=replace(early, is_unlocked=False),
                module_release=by_itself,
                at=self._at,
            )
            cells.append(self._mark(shut_step, is_unlocked=early.is_unlocked))
        return cells

    def _mark(self, opening: Release, *, is_unlocked: bool) -> Mark:
        if not isinstance(opening, Locked):
            return NOT_YET
        if is_unlocked:
            return OPENED_EARLY
        on = in_zone(opening.opens_at, self._at.zone).date() if opening.opens_at else None
        return shut(opening, on, self._this_year)


def _is_done(module: ModuleColumns, found: Found, eased: Eased) -> bool:
    return all(
        _done_at(found, place) or (module.facts.key, step.key) in eased.spared
        for place, step in enumerate(module.steps, start=module.first)
    )


def _done_at(found: Found, place: int) -> bool:
    mark = found[place]
    return mark is not None and mark.is_done
