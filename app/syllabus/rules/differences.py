"""Says in words how one edition of the course differs from another."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import ndiff

from app.syllabus.rules.content import Written
from app.syllabus.rules.written import WrittenEdition, WrittenModule, WrittenStep


def differences(before: WrittenEdition, after: WrittenEdition) -> list[str]:
    """Each change from one edition to the other as a sentence, in the order of the course."""
    return list(_between_editions(before, after))


def _between_editions(before: WrittenEdition, after: WrittenEdition) -> Iterator[str]:
    for change in _changed_keys(before.front, after.front, skip={"modules", "key"}):
        yield f"The edition's {change}."
    old = {module.front.key: module for module in before.modules}
    new = {module.front.key: module for module in after.modules}
    for key, module in old.items():
        if key not in new:
            yield f"Module '{module.front.title}' is taken out."
    for key, module in new.items():
        name = f"Module {module.front.number} '{module.front.title}'"
        if key in old:
            yield from _between_modules(name, old[key], module)
        else:
            yield f"{name} is new, with {len(module.steps)} steps."


def _between_modules(name: str, before: WrittenModule, after: WrittenModule) -> Iterator[str]:
    for change in _changed_keys(before.front, after.front):
        yield f"{name}: {change}."
    old = {step.front.key: (place, step) for place, step in enumerate(before.steps, start=1)}
    new = {step.front.key: (place, step) for place, step in enumerate(after.steps, start=1)}
    for key, (_, step) in old.items():
        if key not in new:
            yield f"{name}: step '{step.front.title}' is taken out."
    for key, (place, step) in new.items():
        title = f"{name}, step '{step.front.title}'"
        if key not in old:
            yield f"{title} is new, in place {place}."
            continue
        if old[key][0] != place:
            yield f"{title}: moved from place {old[key][0]} to place {place}."
        yield from _between_steps(title, old[key][1], step)


def _between_steps(title: str, before: WrittenStep, after: WrittenStep) -> Iterator[str]:
    for change in _changed_keys(before.front, after.front):
        yield f"{title}: {change}."
    if before.body != after.body:
        lines = list(ndiff(before.body.splitlines(), after.body.splitlines()))
        gone = sum(line.startswith("- ") for line in lines)
        come = sum(line.startswith("+ ") for line in lines)
        yield f"{title}: the text changed (lines taken out: {gone}, lines put in: {come})."


def _changed_keys(
    before: Written, after: Written, skip: frozenset[str] | set[str] = frozenset()
) -> Iterator[str]:
    """Which keys changed, with both values where they are short enough to read."""
    old, new = before.model_dump(), after.model_dump()
    for key in dict.fromkeys([*old, *new]):
        if key in skip or old.get(key) == new.get(key):
            continue
        name = key.replace("_", " ")
        is_short = all(isinstance(value.get(key), str | int) for value in (old, new))
        yield f"{name} changed from '{old[key]}' to '{new[key]}'" if is_short else f"{name} changed"
