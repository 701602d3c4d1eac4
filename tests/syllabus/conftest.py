"""A copy of the real course for each test to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.syllabus.cli import CURRICULUM


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The course's folder, copied, so that a test may change it."""
    return shutil.copytree(CURRICULUM, tmp_path / "curriculum")
