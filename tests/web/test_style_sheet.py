"""The parts of the style sheet do not draw each other's things."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import app.web

THEME = Path(app.web.__file__).parent / "theme"
BEGUN = re.compile(r"^\.(dlp-[a-z-]+) \{", re.MULTILINE)


def test_a_class_is_drawn_from_the_start_in_one_part_only() -> None:
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for part in THEME.glob("_*.scss"):
        for name in BEGUN.findall(part.read_text("utf-8")):
            parts[name].add(part.name)
    assert len(parts) > 90
    assert {name: found for name, found in parts.items() if len(found) > 1} == {}
