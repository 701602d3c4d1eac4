"""Checks that a module of the whole course has all that a learner and a facilitator need."""

from __future__ import annotations

from collections.abc import Iterator

from app.syllabus.rules.faults import Remark
from app.syllabus.rules.located import Located
from app.syllabus.rules.written import WrittenModule

STEPS = range(6, 11)
MINUTES = range(45, 76)
PARTS = {
    "case_study": "case study",
    "knowledge_check": "knowledge check",
    "reflection": "reflection",
    "activity": "activity",
}


def remarks_on_whole(module: WrittenModule, located: Located) -> Iterator[Remark]:
    """What a module of an edition with more than one module lacks, or has too much of."""
    line = located.line_of(("key",))
    count = len(module.steps)
    if count not in STEPS:
        what = f"A module has 6 to 10 steps; this one has {count}."
        remedy = "Add steps." if count < STEPS[0] else "Put some together, or take some out."
        yield Remark(line, what, remedy)
    kinds = {step.front.kind for step in module.steps}
    for kind, name in PARTS.items():
        if kind not in kinds:
            yield Remark(line, f"The module has no {name}.", f"Write a step of kind '{kind}'.")
    if module.front.minutes not in MINUTES:
        what = f"A module takes 45 to 75 minutes; this one takes {module.front.minutes}."
        remedy = "Make its steps shorter or longer."
        yield Remark(located.line_of(("minutes",)), what, remedy)
    if module.guide is None:
        what = "The module has no guide for its session."
        yield Remark(line, what, "Write guide.md in its folder, or copy one and change it.")
