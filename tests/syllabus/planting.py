"""Plants a fault in a copy of the course and looks for it in what the check says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.syllabus.rules.reading import check

MODULE = "2026/01-what-makes-people-well"
MODULE_FILE = f"{MODULE}/module.yaml"
EDITION = "2026/edition.yaml"
GAP = f"{MODULE}/02-the-gap.md"
CHECK = f"{MODULE}/07-check.md"
REFLECTION = f"{MODULE}/08-what-matters-to-you.md"


@dataclass(frozen=True)
class Planted:
    """A change to a file, and what the check should say; `at` ends on the line it names."""

    name: str
    file: str
    old: str
    new: str
    at: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """The name under which the test is reported."""
        return self.name


def assert_named(course: Path, planted: Planted) -> None:
    """The check names the planted fault with its file, its line and its remedy."""
    path = course / planted.file
    before = path.read_text(encoding="utf-8")
    assert planted.old in before
    after = before.replace(planted.old, planted.new, 1)
    path.write_text(after, encoding="utf-8")
    line = after[: after.index(planted.at) + len(planted.at)].count("\n") + 1

    faults = check(course)

    assert any(
        (fault.file, fault.line) == (planted.file, line)
        and planted.what in fault.what
        and planted.remedy in fault.remedy
        for fault in faults
    ), faults
