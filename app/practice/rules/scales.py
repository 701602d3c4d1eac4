"""Scales that a deployment has a licence for: read from files of its own, shown as they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from app.syllabus.rules.content import Key, Text, Written
from app.syllabus.rules.faults import Fault, Remark, UnreadableError
from app.syllabus.rules.located import Located, read_yaml
from app.syllabus.rules.wording import shaped

SUM, MEAN, NONE = "sum", "mean", "none"
FIELD = "answer."
"""What stands before an item's key in the name of its field in a form."""
ENDING = ".yaml"
MOST_ITEMS = 100
LARGEST_FILE = 200_000
_HUNDREDTH = Decimal("0.01")


class Option(Written):
    """One answer that can be chosen: its number, and its exact words."""

    value: Annotated[int, Field(ge=-100, le=1_000)]
    label: Text


class Item(Written):
    """One item in its exact wording; `reversed`: a high answer stands for little."""

    key: Key
    ask: Text
    reversed: bool = False


class Scoring(Written):
    """How answers become a score; `least`: for a mean, how many items must be answered."""

    rule: Literal["sum", "mean", "none"]
    least: Annotated[int, Field(ge=1)] | None = None
    says: Text | None = None


class ScaleFile(Written):
    """A scale with the words that its holder wants under it."""

    name: Text
    holder: Text
    licence: Text
    instruction: Text | None = None
    options: Annotated[list[Option], Field(min_length=2)]
    items: Annotated[list[Item], Field(min_length=1, max_length=MOST_ITEMS)]
    scoring: Scoring


@dataclass(frozen=True)
class Scale:
    """A scale as it was read: its key is its file's name, its mark stands for its wording."""

    key: str
    mark: str
    file: ScaleFile


@dataclass(frozen=True)
class Shelf:
    """The scales of a folder in the order of their names, and what is wrong with other files."""

    scales: Mapping[str, Scale]
    faults: tuple[Fault, ...]


def read_shelf(folder: Path) -> Shelf:
    """The scales in a folder; a file with a fault is left out, and its faults are told.

    A folder that is not there holds none.
    """
    scales: dict[str, Scale] = {}
    faults: list[Fault] = []
    paths = folder.iterdir() if folder.is_dir() else ()
    for path in sorted(one for one in paths if one.suffix == ENDING and one.is_file()):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            faults.append(Fault(path.name, 1, "This file cannot be read.", "Save it in UTF-8."))
            continue
        scale, found = read_scale(path.name, text)
        faults.extend(found)
        if scale is not None:
            scales[scale.key] = scale
    by_name = sorted(scales.values(), key=lambda one: (one.file.name.lower(), one.key))
    return Shelf({one.key: one for one in by_name}, tuple(sorted(faults)))


@lru_cache(maxsize=64)
def read_scale(name: str, text: str) -> tuple[Scale | None, tuple[Fault, ...]]:
    """The scale of a file, or a fault for each thing to mend."""
    if len(text) > LARGEST_FILE:
        return None, (Fault(name, 1, "This file is too long.", "Write one scale in each file."),)
    try:
        located = read_yaml(text)
    except UnreadableError as unreadable:
        return None, (unreadable.remark.at(name),)
    written, remarks = shaped(ScaleFile, located)
    if written is not None:
        remarks = list(_remarks(written, located))
    key = name.removesuffix(ENDING)
    if not key.replace("-", "").isalnum() or not key.isascii() or key != key.lower():
        what = "The name of this file cannot stand in an address."
        remedy = "Use small letters, digits and hyphens, as in 'my-scale.yaml'."
        remarks = [Remark(1, what, remedy), *remarks]
    if written is None or remarks:
        return None, tuple(one.at(name) for one in remarks)
    return Scale(key, sha256(text.encode()).hexdigest()[:16], written), ()


def read_answers(scale: Scale, sent: Mapping[str, str]) -> dict[str, int] | None:
    """The answers that a form sent, by item; None when one of them is not offered.

    What was left out is not there.
    """
    offered = {str(option.value): option.value for option in scale.file.options}
    answers = {}
    for item in scale.file.items:
        text = sent.get(f"{FIELD}{item.key}", "").strip()
        if text and text not in offered:
            return None
        if text:
            answers[item.key] = offered[text]
    return answers


def score(scale: Scale, answers: Mapping[str, int]) -> Decimal | None:
    """The score by the scale's own rule; None when too little was answered, or it has none.

    A sum needs every item. A mean needs `least` of them, or all, and has at most two decimals.
    """
    rule = scale.file.scoring
    items = [item for item in scale.file.items if item.key in answers]
    least = rule.least if rule.rule == MEAN and rule.least else len(scale.file.items)
    if rule.rule == NONE or len(items) < least:
        return None
    ends = [option.value for option in scale.file.options]
    turned = min(ends) + max(ends)
    values = [turned - answers[one.key] if one.reversed else answers[one.key] for one in items]
    total = Decimal(sum(values))
    if rule.rule == SUM:
        return total
    return (total / len(values)).quantize(_HUNDREDTH, ROUND_HALF_UP).normalize()


def as_said(scale: Scale, answers: Mapping[str, int]) -> dict[str, Any]:
    """Answers with the wording that they were given to, so that they stay clear for ever."""
    found = score(scale, answers)
    labels = {option.value: option.label for option in scale.file.options}
    return {
        "name": scale.file.name,
        "holder": scale.file.holder,
        "licence": scale.file.licence,
        "score": None if found is None else f"{found:f}",
        "answers": [
            {
                "item": item.key,
                "asked": item.ask,
                "answer": answers.get(item.key),
                "words": labels.get(answers[item.key]) if item.key in answers else None,
            }
            for item in scale.file.items
        ],
    }


def to_text(said: Mapping[str, Any]) -> str:
    """One text, to be sealed."""
    return json.dumps(said, ensure_ascii=False)


def _remarks(written: ScaleFile, located: Located) -> Iterator[Remark]:
    """What no shape can refuse: things that are there twice, and a rule that cannot be used."""
    for name, seen in (
        ("items", [item.key for item in written.items]),
        ("options", [option.value for option in written.options]),
    ):
        for place, one in enumerate(seen):
            if one in seen[:place]:
                what = f"'{one}' stands twice among the {name}."
                remedy = "Give each its own."
                yield Remark(located.line_of((name, place)), what, remedy)
    rule = written.scoring
    line = located.line_of(("scoring",))
    if rule.least is not None and rule.rule != MEAN:
        yield Remark(line, "'least' belongs to a mean only.", "Take it out, or write rule: mean.")
    if rule.least is not None and rule.least > len(written.items):
        yield Remark(line, "'least' is more than there are items.", "Write a smaller number.")
