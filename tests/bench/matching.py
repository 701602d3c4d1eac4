"""Matching people: how many are left over, who would rather have each other, time and memory.

Two hundred made-up cohorts of forty, matched in three ways; and one pool of two thousand.
`python -m tests.bench.matching` prints the figures alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean
from time import perf_counter

from app.mentoring.rules.matching import Pool, match
from app.mentoring.rules.matching.deferred import Pairs, blocking_pairs, stable_pairs
from app.mentoring.rules.matching.suggestions import suggested_pairs
from app.mentoring.rules.matching.wishes import Field
from tests.bench.processes import peak_mb
from tests.bench.report import Finding, say
from tests.make.pools import make_pool

COHORTS = 200
SECONDS, MEGABYTES = 10, 500
PROPOSING, ANSWERING = 800, 1_200


@dataclass(frozen=True)
class Way:
    """One way to match, over all cohorts: means of a cohort, milliseconds for each."""

    name: str
    left: float
    blocking: float
    milliseconds: float


def ours(field: Field) -> Pairs:
    """Stable pairs, then suggestions for those left over."""
    stable = stable_pairs(field)
    return stable | suggested_pairs(field, stable)


def cheapest(field: Field) -> Pairs:
    """As many as can be, and then whoever fits best; nobody is asked first."""
    return suggested_pairs(field, set())


WAYS: Sequence[tuple[str, Callable[[Field], Pairs]]] = (
    ("stable, then suggestions", ours),
    ("plain deferred acceptance", stable_pairs),
    ("plain min-cost", cheapest),
)


def matching_findings() -> Sequence[Finding]:
    """What `make bench` prints of it."""
    say("Matching people")
    found = json.loads(
        subprocess.run(
            [sys.executable, "-m", "tests.bench.matching"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    ways = [Way(**way) for way in found["ways"]]
    for way in ways:
        say(
            f"  {way.name}: {way.left:.1f} of 40 left over, {way.blocking:.1f} blocking pairs,"
            f" {way.milliseconds:.1f} ms"
        )
    size = f"{PROPOSING + ANSWERING:,} people, {ANSWERING:,} of them offering"
    note = f"of 40, in {COHORTS} cohorts; the goal is plain deferred acceptance"
    blocking = [ways[0].blocking]
    return [
        Finding("matching: time", SECONDS, [found["seconds"]], "s", note=size),
        Finding("matching: memory", MEGABYTES, [found["megabytes"]], "MB", note=size),
        Finding("matching: left over", ways[1].left, [ways[0].left], "", note=note),
        Finding("matching: pairs that block it", 0, blocking, "", note=f"{COHORTS} cohorts"),
    ]


def measure() -> dict[str, object]:
    """All figures."""
    began = perf_counter()
    found = match(make_pool(1, proposing=PROPOSING, answering=ANSWERING, choosing=0.7, apart=400))
    seconds = perf_counter() - began
    memory = peak_mb()
    pools = [make_pool(seed) for seed in range(COHORTS)]
    return {
        "seconds": seconds,
        "megabytes": memory,
        "pairs": len(found.pairs),
        "left": len(found.left),
        "ways": [vars(_measured(name, way, pools)) for name, way in WAYS],
    }


def _measured(name: str, way: Callable[[Field], Pairs], pools: Sequence[Pool]) -> Way:
    left, blocking = [], []
    began = perf_counter()
    done = [(field := Field(pool), way(field)) for pool in pools]
    took = (perf_counter() - began) / len(pools) * 1000
    for field, pairs in done:
        matched = {number for pair in pairs for number in pair}
        left.append(len(field.people) - len(matched))
        blocking.append(len(blocking_pairs(field, pairs)))
    return Way(name, mean(left), mean(blocking), took)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()))
