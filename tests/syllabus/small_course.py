"""The small course of the content author's guide, as files: whatever the guide shows, works."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.syllabus.documents import ROOT

GUIDE = ROOT / "docs" / "content-authors.md"
# A file's name on a line of its own, and what it holds.
EXAMPLE = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def examples() -> dict[str, str]:
    """The guide's examples by the name of their file."""
    found = EXAMPLE.findall(GUIDE.read_text("utf-8"))
    assert len(dict(found)) == len(found), "The guide shows a file twice."
    return dict(found)


def write_small_course(root: Path) -> Path:
    """Put the guide's course into a folder."""
    for name, text in examples().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root
