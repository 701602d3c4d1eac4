"""Asks whether anything that we use is known to be open to attack.

Exit 1 for a known fault, and for one that was put aside for too long. A missing network is told
and is no fault, unless --strict is given.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.dependencies.judging import IGNORED, Found, judge_node, judge_python, read_ignored

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bootstrap.lock")
LIMIT = 240.0


def _ask(command: list[str]) -> dict[str, Any]:
    """The report of an auditor; empty when it has none."""
    try:
        ran = subprocess.run(
            command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=LIMIT
        )
        report = json.loads(ran.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}
    return report if isinstance(report, dict) else {}


def _python(ignored: set[str]) -> Found:
    locks = [word for lock in LOCKS for word in ("-r", lock)]
    quiet = ["--progress-spinner", "off", "--format", "json", "--aliases", "on", "--desc", "off"]
    report = _ask([sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", *quiet, *locks])
    return judge_python(report, ignored) if report else Found(unknown=["packages of Python"])


def _node(ignored: set[str]) -> Found:
    if not shutil.which("npm"):
        return Found(unknown=["packages of Node"])
    return judge_node(_ask(["npm", "audit", "--package-lock-only", "--json"]), ignored)


def main(words: list[str]) -> int:
    """Ask, say what was found, and tell by the exit status whether it is bad."""
    ignored, wrong = read_ignored(IGNORED, today=datetime.now(UTC).date())
    found = _python(ignored) + _node(ignored)
    lines = [f"BAD      {line}" for line in (*wrong, *found.bad)]
    if found.unknown:
        some = ", ".join(found.unknown[:5])
        lines.append(f"UNKNOWN  {len(found.unknown)} could not be asked after, such as {some}")
    lines.append(f"{found.asked} packages asked after, {len(found.bad)} known faults.")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if wrong or found.bad or (found.unknown and "--strict" in words) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
