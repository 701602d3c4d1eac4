"""One table: what was measured, its goal, and whether it was met."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

# One machine differs from itself by about this much, so nothing tighter stops a build.
SLACK = 1.5
HEAD = ("", "goal", "median", "min", "max", "", "")


@dataclass(frozen=True)
class Finding:
    """Figures of one goal, one for each round; `note` tells what they are made of."""

    name: str
    goal: float
    figures: Sequence[float]
    unit: str = "x"
    at_least: bool = False
    note: str = ""

    @property
    def median(self) -> float:
        """The figure that is held against the goal."""
        return median(self.figures)

    @property
    def met(self) -> bool:
        """Whether the goal itself is met."""
        return self.median >= self.goal if self.at_least else self.median <= self.goal

    @property
    def failed(self) -> bool:
        """Whether it is so far from its goal that the machine cannot be the reason."""
        if self.at_least:
            return self.median < self.goal / SLACK
        return self.median > self.goal * SLACK

    @property
    def verdict(self) -> str:
        """The verdict in words."""
        return "met" if self.met else "FAILED" if self.failed else "not met"


def say(line: str = "") -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def show(findings: Sequence[Finding]) -> None:
    """Print the table."""
    rows = [HEAD, *(_cells(finding) for finding in findings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for row in rows:
        name, *figures, verdict, note = row
        middle = (cell.rjust(width) for cell, width in zip(figures, widths[1:5], strict=True))
        line = [name.ljust(widths[0]), *middle, verdict.ljust(widths[5]), note]
        say("  ".join(line).rstrip())


def write(findings: Sequence[Finding], path: Path, about: Mapping[str, object]) -> None:
    """Keep the figures; nothing of this machine but its number of processors."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {
            **asdict(finding),
            "figures": [round(figure, 3) for figure in finding.figures],
            "median": round(finding.median, 3),
            "verdict": finding.verdict,
        }
        for finding in findings
    ]
    text = json.dumps({**about, "findings": rows}, indent=1, default=list)
    path.write_text(f"{text}\n", encoding="utf-8")


def _cells(finding: Finding) -> tuple[str, ...]:
    figures = [finding.median, min(finding.figures), max(finding.figures)]
    goal = f"{'>=' if finding.at_least else '<='} {finding.goal:g} {finding.unit}"
    return (finding.name, goal, *map(_short, figures), finding.verdict, finding.note)


def _short(figure: float) -> str:
    return f"{figure:.2f}" if abs(figure) < 10 else f"{figure:.1f}"
