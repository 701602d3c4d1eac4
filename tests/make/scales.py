"""A made-up scale for tests; no scale that needs a licence stands in this tree."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = """\
name: Example scale of quiet afternoons
holder: The Example Institute
licence: Used with the permission of the Example Institute.
instruction: Think of the last two weeks.
options:
  - {value: 1, label: Never}
  - {value: 2, label: Sometimes}
  - {value: 3, label: Always}
items:
  - key: tea
    ask: I had time for tea.
  - key: rush
    ask: I was in a rush.
    reversed: true
scoring:
  rule: sum
  says: Scores go from 2 to 6.
"""
KEY = "example-scale"


def write_scale(folder: Path, text: str = EXAMPLE, name: str = f"{KEY}.yaml") -> None:
    """A file in a deployment's folder of scales."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
