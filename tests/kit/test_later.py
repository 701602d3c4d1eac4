"""What few requests need is not there at the start, and is there when it is needed."""

from __future__ import annotations

import subprocess
import sys

RARE = ("docx", "lxml", "numpy", "rustworkx", "typst", "xlsxwriter")


def test_the_web_part_starts_without_what_few_requests_need() -> None:
    code = f"import sys, app.factory; print([one for one in {RARE!r} if one in sys.modules])"
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
