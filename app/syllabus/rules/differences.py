"""Says in words how one edition of the course differs from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import ndiff
from typing import Any

from app.syllabus.rules.shown import ShownCard, ShownEdition, ShownModule, ShownStep

SHELVES = {
    "guide": "Guide for facilitators",
    "glossary": "Glossary",
    "checklist": "Checklist",
    "pledges": "Pledges",
    "cases": "Case cards",
    "policy": "Policy cards",
}
# Follows from the text, so it says nothing new.
DERIVED = {"sources"}


def differences(before: ShownEdition, after: ShownEdition) -> list[str]:
    """Each change from one edition to the other as a sentence, in the order of the course."""
    return [*_between_editions(before, after), *_between_libraries(before.cards, after.cards)]


def _between_editions(before: ShownEdition, after: ShownEdition) -> Iterator[str]:
    for change in _changed(before.facts, after.facts):
        yield f"The edition's {change}."
    old = {module.key: module for module in before.modules}
    new = {module.key: module for module in after.modules}
    for key, module in old.items():
        if key not in new:
            yield f"Module '{module.title}' is taken out."
    for key, module in new.items():
        name = f"Module {module.number} '{module.title}'"
        if key in old:
            yield from _between_modules(name, old[key], module)
        else:
            yield f"{name} is new, with {len(module.steps)} steps."


def _between_modules(name: str, before: ShownModule, after: ShownModule) -> Iterator[str]:
    if before.number != after.number:
        yield f"{name}: number changed from '{before.number}' to '{after.number}'."
    for change in _changed(before.facts, after.facts):
        yield f"{name}: {change}."
    old = {step.key: (place, step) for place, step in enumerate(before.steps, start=1)}
    new = {step.key: (place, step) for place, step in enumerate(after.steps, start=1)}
    for key, (_, step) in old.items():
        if key not in new:
            yield f"{name}: step '{step.title}' is taken out."
    for key, (place, step) in new.items():
        title = f"{name}, step '{step.title}'"
        if key not in old:
            yield f"{title} is new, in place {place}."
            continue
        if old[key][0] != place:
            yield f"{title}: moved from place {old[key][0]} to place {place}."
        yield from _between_steps(title, old[key][1], step)


def _between_steps(title: str, before: ShownStep, after: ShownStep) -> Iterator[str]:
    for change in _changed(before.facts, after.facts):
        yield f"{title}: {change}."
    if before.text != after.text:
        lines = list(ndiff(before.text.splitlines(), after.text.splitlines()))
        gone = sum(line.startswith("- ") for line in lines)
        come = sum(line.startswith("+ ") for line in lines)
        yield f"{title}: the text changed (lines taken out: {gone}, lines put in: {come})."


def _between_libraries(before: list[ShownCard], after: list[ShownCard]) -> Iterator[str]:
    old = {(card.kind, card.key): card for card in before}
    new = {(card.kind, card.key): card for card in after}
    for place, card in old.items():
        if place not in new:
            yield f"{SHELVES[card.kind]}: '{card.title}' is taken out."
    for place, card in new.items():
        if place not in old:
            yield f"{SHELVES[card.kind]}: '{card.title}' is new."
        elif (old[place].title, old[place].data) != (card.title, card.data):
            yield f"{SHELVES[card.kind]}: '{card.title}' changed."


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Which values changed, with both of them where they are short enough to read."""
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if key in DERIVED or old == new:
            continue
        name = key.replace("_", " ")
        is_short = all(
            isinstance(value, str | int) and "<" not in str(value) for value in (old, new)
        )
        yield f"{name} changed from '{old}' to '{new}'" if is_short else f"{name} changed"
