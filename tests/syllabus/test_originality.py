"""The course is written in our own words: facts carry over from the documents, sentences never."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.syllabus.documents import ROOT

CHECK = ROOT.parent / "shared" / "checks" / "originality.py"
OURS = ("curriculum", "docs", "README.md", "app", "worker")


def test_no_run_of_words_is_lifted_from_a_document() -> None:
    """The check and the documents lie beside the checkout, and always on a build machine."""
    if not CHECK.is_file():
        assert os.environ.get("CI") != "true", "The check of originality is not beside us."
        return
    run = subprocess.run(
        [sys.executable, str(CHECK), *OURS], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.stdout.startswith("0 lifted runs"), run.stdout
    assert run.returncode == 0
