"""Puts what the shapes refuse into words that an author can act on."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from app.syllabus.rules.content import KINDS, KNOWN_KEYS, StepFront, Written
from app.syllabus.rules.faults import Remark

if TYPE_CHECKING:
    from app.syllabus.rules.located import Located

Shape = TypeVar("Shape", bound=Written)

# What is wrong and how to mend it, by pydantic's name of the error.
WORDS = {
    "missing": ("The key '{name}' is missing.", "Add a line '{name}:' with its value."),
    "string_too_short": ("'{name}' is empty.", "Write its text, or take the whole item out."),
    "too_short": ("'{name}' has too few items.", "It needs at least {min_length}."),
    "string_pattern_mismatch": (
        "'{name}' is not a key that can stand in an address.",
        "Use small letters, digits and hyphens, as in 'health-gap'.",
    ),
    "literal_error": ("'{name}' does not say one of its words.", "Write {expected}."),
    "bool_type": ("'{name}' is neither true nor false.", "Write true or false, without quotes."),
    "int_type": ("'{name}' is not a whole number.", "Write digits only, without quotes, as in 5."),
    "greater_than_equal": ("'{name}' is too small.", "It must be at least {ge}."),
    "less_than_equal": ("'{name}' is too large.", "It must be at most {le}."),
    "string_type": ("'{name}' is not text.", "Write its text; put it in quotes if in doubt."),
    "list_type": ("'{name}' is not a list.", "Start each item on a new line with a hyphen."),
    "model_type": ("'{name}' does not hold keys with values.", "Write its keys on lines below it."),
}


def shaped(shape: type[Shape], located: Located) -> tuple[Shape | None, list[Remark]]:
    """The data in its shape, or the remarks that say why it does not fit."""
    try:
        return shape.model_validate(located.data), []
    except ValidationError as error:
        return None, [_remark(dict(item), located) for item in error.errors(include_url=False)]


def shaped_step(located: Located) -> tuple[StepFront | None, list[Remark]]:
    """The front matter of a step in the shape of its kind."""
    kind = located.data.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        return shaped(KINDS[kind], located)
    if "kind" not in located.data:
        what, remedy = "The key 'kind' is missing.", "Add 'kind:' with one of: "
    else:
        what, remedy = f"'{kind}' is not a kind of step.", "Write one of: "
    line = located.line_of(("kind",))
    return None, [Remark(line, what, f"{remedy}{', '.join(KINDS)}.")]


def _remark(error: dict[str, Any], located: Located) -> Remark:
    path = tuple(error["loc"])
    name = next((part for part in reversed(path) if isinstance(part, str)), "this file")
    line = located.line_of(path)
    if error["type"] == "extra_forbidden":
        return Remark(line, f"The key '{name}' is not one that we know here.", _nearest(name))
    if error["type"] not in WORDS:
        return Remark(
            line, f"'{name}' does not fit: {error['msg']}.", "Compare it with another file."
        )
    what, remedy = WORDS[error["type"]]
    facts = {**error.get("ctx", {}), "name": name}
    return Remark(line, what.format(**facts), remedy.format(**facts))


def _nearest(name: str) -> str:
    near = get_close_matches(name, KNOWN_KEYS, n=1)
    return f"Did you mean '{near[0]}'?" if near else "Take it out, or check its spelling."
