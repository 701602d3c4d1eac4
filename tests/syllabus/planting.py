"""Plants faults in a copy of the guide's small course, and tells what the check should say."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from app.syllabus.rules.faults import Fault
from tests.syllabus.small_course import write_small_course

PLANTED = Path(__file__).with_name("planted.yaml")

# The pilot edition, for tests of what happens to a course that is loaded.
MODULE = "2026/01-what-makes-people-well"
MODULE_FILE = f"{MODULE}/module.yaml"
EDITION = "2026/edition.yaml"
GAP = f"{MODULE}/02-the-gap.md"
CHECK = f"{MODULE}/07-check.md"


@dataclass(frozen=True)
class Planted:
    """A row of planted.yaml: a fault in words, what to change, and what the check then says."""

    fault: str
    changes: list[dict[str, Any]]
    says: list[str]
    whole: bool
    drafts: bool

    @property
    def file(self) -> str:
        """The file in which the fault is planted."""
        return str(self.changes[0].get("file") or self.changes[0]["gone"])

    def __str__(self) -> str:
        """The name under which the test is reported."""
        return self.fault

    def plant(self, root: Path) -> None:
        """Write the small course with this fault in it."""
        write_small_course(root)
        if self.whole:
            add_second_module(root)
        for change in self.changes:
            apply(root, change)


@cache
def planted() -> list[Planted]:
    """Every fault that is kept as a test."""
    rows = YAML(typ="safe", pure=True).load(PLANTED.read_text("utf-8"))
    return [_row(row) for row in rows]


def said(fault: Fault, file: str) -> str:
    """The fault as a row writes it: its line and its words, in another file with its name."""
    words = f"{fault.line}: {fault.what} {fault.remedy}"
    return words if fault.file == file else f"{fault.file}:{words}"


def add_second_module(root: Path) -> None:
    """Make a whole edition of the pilot: the same module once more, under another key."""
    shutil.copytree(root / "2030/01-benches", root / "2030/02-again")
    for file, old, new in [
        ("2030/02-again/module.yaml", "key: benches\nnumber: 1", "key: again\nnumber: 2"),
        ("2030/edition.yaml", "  - benches", "  - benches\n  - again"),
    ]:
        apply(root, {"file": file, "old": old, "new": new})


def apply(root: Path, change: dict[str, Any]) -> None:
    """One change: `old` becomes `new`, `put` goes `before`, or a file is written or `gone`."""
    if "gone" in change:
        (root / change["gone"]).unlink()
        return
    path = root / change["file"]
    path.parent.mkdir(exist_ok=True)
    if "bytes" in change:
        path.write_bytes(bytes.fromhex(change["bytes"]))
    elif "text" in change:
        path.write_text(change["text"], "utf-8")
    else:
        old = change.get("old", change.get("before"))
        new = change.get("new", f"{change.get('put', '') * change.get('times', 1)}{old}")
        before = path.read_text("utf-8")
        assert old in before, old
        path.write_text(before.replace(old, new, 1), "utf-8")


def _row(row: dict[str, Any]) -> Planted:
    own = {key: row[key] for key in row if key not in {"fault", "says", "whole", "drafts", "also"}}
    return Planted(
        fault=row["fault"],
        changes=[own, *row.get("also", [])],
        says=row.get("says", []),
        whole=row.get("whole", False),
        drafts=row.get("drafts", False),
    )
