"""A copy of the real pilot edition for each test to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.syllabus.cli import CURRICULUM


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The pilot edition with what all editions share, copied, so that a test may change it."""
    copy = tmp_path / "curriculum"
    shutil.copytree(CURRICULUM / "2026", copy / "2026")
    for path in CURRICULUM.glob("*.yaml"):
        shutil.copy(path, copy)
    return copy
