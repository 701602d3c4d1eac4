"""Measures tasks against each other in shuffled rounds, so that a drifting machine hits all."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from tests.bench.client import AT_ONCE, Ask, ask_all
from tests.bench.processes import cpu_seconds
from tests.bench.servers import Site

# The kernel counts in hundredths of a second for each of some twenty processes.
ENOUGH_SECONDS = 0.6
FIRST = 40


@dataclass(frozen=True)
class Task:
    """Requests of one kind to one site; `asks` gives any number of them."""

    name: str
    site: Site
    asks: Callable[[int], Sequence[Ask]]
    # Makes room for new writes, outside of what is measured.
    clear: Callable[[], None] = lambda: None


def cost(task: Task, number: int) -> float:
    """CPU milliseconds for each of `number` requests, stores included."""
    task.clear()
    asks = task.asks(number)
    before = cpu_seconds(task.site.roots)
    ask_all(task.site.port, asks)
    return (cpu_seconds(task.site.roots) - before) * 1000 / len(asks)


def measure(
    tasks: Sequence[Task], rounds: int, say: Callable[[str], None]
) -> Mapping[str, Sequence[float]]:
    """CPU milliseconds a request by task name, one figure for each round."""
    numbers: dict[str, int] = {}
    for task in tasks:
        cost(task, FIRST)
        rough = max(cost(task, FIRST), 0.5)
        numbers[task.name] = AT_ONCE * ceil(ENOUGH_SECONDS * 1000 / rough / AT_ONCE)
    found: dict[str, list[float]] = {task.name: [] for task in tasks}
    for number in range(rounds):
        for task in random.sample(tasks, len(tasks)):
            found[task.name].append(cost(task, numbers[task.name]))
        say(f"  round {number + 1} of {rounds}")
    return found
