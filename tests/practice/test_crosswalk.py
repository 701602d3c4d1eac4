"""The written crosswalk of the framework decides what is compared; no code knows an item."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from app.kit.db import new_id
from app.practice.rules.comparing import FrameworkStep, is_same
from app.syllabus.rules.located import read_yaml

ROOT = Path(__file__).parents[2]
WRITTEN = read_yaml((ROOT / "curriculum" / "frameworks.yaml").read_text(encoding="utf-8")).data
EDITIONS = WRITTEN["editions"]
STORY = [
    FrameworkStep(new_id(), one["title"], {the["item"]: the["kind"] for the in one["changes"]})
    for one in EDITIONS
]
BY_KEY = {one["key"]: step.framework_id for one, step in zip(EDITIONS, STORY, strict=True)}


def compared(first: str, last: str) -> set[str]:
    """The items whose answers in two editions stand beside each other."""
    items = {item["key"] for one in EDITIONS for item in one["items"]}
    return {item for item in items if is_same(item, BY_KEY[first], BY_KEY[last], STORY)}


def test_a_renamed_or_added_item_is_compared_with_nothing_before_it() -> None:
    old = {"control", "contact", "confidence", "listening", "truth-telling"}
    old |= {"strengths", "self-organising", "power"}
    assert compared("2017", "2020") == old
    first, newest = EDITIONS[0]["key"], EDITIONS[-1]["key"]
    told = compared(first, newest)
    assert {"confidence", "control", "listening"} <= told
    # Contact became Connections, Power-shifting got another name, Reciprocity came later.
    assert told & {"contact", "power", "reciprocity", "between-members"} == set()
    assert compared(newest, first) == told


def test_two_editions_in_a_row_compare_what_the_crosswalk_calls_the_same() -> None:
    for before, after in pairwise(EDITIONS):
        same = {the["item"] for the in after["changes"] if the["kind"] == "same"}
        assert compared(before["key"], after["key"]) == same


def test_no_item_of_the_framework_is_named_in_the_code_of_the_room() -> None:
    keys = {item["key"] for one in EDITIONS for item in one["items"]}
    named = re.compile("|".join(rf'"{re.escape(key)}"' for key in sorted(keys)))
    for path in (ROOT / "app" / "practice").rglob("*.py"):
        assert named.search(path.read_text(encoding="utf-8")) is None, path
