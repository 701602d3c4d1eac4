"""Puts what the shapes refuse into words that an author can act on."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import ValidationError

from app.syllabus.rules.content import DAY, KINDS, MONTH, StepFront, Written
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
# For whatever a later shape may refuse.
UNUSUAL = ("'{name}' does not fit here.", "Compare it with the same key in another file.")


def shaped(shape: type[Shape], located: Located) -> tuple[Shape | None, list[Remark]]:
    """The data in its shape, or the remarks that say why it does not fit."""
    try:
        return shape.model_validate(located.data), []
    except ValidationError as error:
        return None, [
            _remark(dict(item), shape, located) for item in error.errors(include_url=False)
        ]


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


def _remark(error: dict[str, Any], shape: type[Written], located: Located) -> Remark:
    path = tuple(error["loc"])
    name = next((part for part in reversed(path) if isinstance(part, str)), "this file")
    line = located.line_of(path)
    if error["type"] == "extra_forbidden":
        remedy = _nearest(name, _keys_at(shape, path[:-1]))
        return Remark(line, f"The key '{name}' is not one that we know here.", remedy)
    pattern = error.get("ctx", {}).get("pattern")
    if pattern == MONTH:
        return Remark(line, f"'{name}' is not a month.", 'Write year and month, as in "2027-06".')
    if pattern == DAY:
        return Remark(line, f"'{name}' is not a day.", 'Write it as in "2027-06-30".')
    what, remedy = WORDS.get(error["type"], UNUSUAL)
    facts = {**error.get("ctx", {}), "name": name}
    return Remark(line, what.format(**facts), remedy.format(**facts))


def _keys_at(shape: Any, path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at this place of a shape."""
    for part in path:
        if isinstance(part, str):
            shape = _shape_in(shape.model_fields[part].annotation)
    return list(shape.model_fields)


def _shape_in(annotation: Any) -> Any:
    """The shape within a list, a choice or a note to a type."""
    if isinstance(annotation, type) and issubclass(annotation, Written):
        return annotation
    return next(filter(None, map(_shape_in, get_args(annotation))), None)


def _nearest(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Take it out. The keys here are: {', '.join(known)}."
