"""What all five formats of a large report cost, against the bare libraries on the same content."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from uuid import UUID

from sqlalchemy import select

from app.outputs.actions.build import build_next
from app.outputs.models import ContributionPicture, OutputBuild
from app.wiring import Platform
from tests.bench.community import CHARTS, PICTURES, QUOTES, STORIES, fill, say_yes
from tests.bench.report import Finding, say

MOST_SECONDS, MOST_MB, MOST_TIMES = 10, 400, 2


@dataclass(frozen=True)
class Taken:
    """What one process took to make all formats once."""

    cpu: float
    clock: float
    held: float
    sizes: Mapping[str, int]


def format_findings(
    on: Platform, environ: Mapping[str, str], folder: Path, rounds: int
) -> list[Finding]:
    """Seconds, memory, and how many times the bare libraries; each round in fresh processes."""
    say("Making a large report in five formats")
    with on.sessions() as db:
        output_id = fill(db, now=on.clock.now())
    assert build_next(on.sessions, on.press, clock=on.clock)
    with on.transaction() as db:
        say_yes(db, output_id)
    tree = folder / "tree.json"
    tree.write_text(json.dumps(_draft(on, output_id), ensure_ascii=False), encoding="utf-8")
    with on.sessions() as db:
        for picture in db.scalars(select(ContributionPicture)):
            (folder / picture.sha256).with_suffix(".jpg").write_bytes(picture.content)
    ours, bare = list[Taken](), list[Taken]()
    for _ in range(rounds):
        ours.append(_made(environ, "product", str(output_id)))
        bare.append(_made({}, "bare", str(tree)))
    sizes = ", ".join(f"{name} {size // 1024} KB" for name, size in ours[-1].sizes.items())
    cpu = f"{median(one.cpu for one in ours):.2f} against {median(one.cpu for one in bare):.2f} s"
    held = f"bare {median(one.held for one in bare):.0f} MB"
    ratios = [mine.cpu / theirs.cpu for mine, theirs in zip(ours, bare, strict=True)]
    return [
        Finding(
            "report in five formats", MOST_SECONDS, [one.clock for one in ours], "s", note=sizes
        ),
        Finding("its memory in one worker", MOST_MB, [one.held for one in ours], "MB", note=held),
        Finding("its CPU, with all stages", MOST_TIMES, ratios, note=cpu),
    ]


def _draft(on: Platform, output_id: UUID) -> dict[str, object]:
    """The draft's tree, once it is seen to hold what we mean to measure."""
    with on.sessions() as db:
        wanted = select(OutputBuild.document).where(OutputBuild.output_id == output_id)
        tree = db.scalars(wanted).one() or {}
    kinds = [block["kind"] for block in tree["blocks"]]
    counted = [kinds.count(kind) for kind in ("quote", "story", "picture", "chart")]
    assert counted == [QUOTES, STORIES, PICTURES, CHARTS]
    return tree


def _made(environ: Mapping[str, str], *args: str) -> Taken:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.makers", *args],
        env={"PATH": "/usr/bin:/bin", **environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        while said.strip() != "ready":
            assert said, "a maker did not start"
            said = process.stdout.readline()
        out, _ = process.communicate("\n", timeout=600)
    return Taken(**json.loads(out.splitlines()[-1]))
