"""What the progress grid costs, beside a bare grid whose cells the database joins.

By itself: `python -m tests.bench.grids`.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app.migrate import upgrade
from app.wiring import Platform, build
from tests.bench import bare_tables
from tests.bench.client import AT_ONCE, Ask, Browser, Line
from tests.bench.crowds import Crowd, make_crowd, sign_in
from tests.bench.report import Finding, say, show
from tests.bench.rounds import Task, measure
from tests.bench.servers import Site, Stores, bare_site, free_port, product_site, stores

ROUNDS = 7
KB = 1024
WHOLE = "?show=steps&all=yes"
# People and steps of each crowd; the first two are held against the bare grid.
FEW, MANY, LARGE, HUGE = (40, 32), (400, 32), (350, 130), (2_000, 130)


@dataclass(frozen=True)
class Opened:
    """A page of the grid, ready to be asked for."""

    path: str
    cookie: str

    def ask(self) -> Ask:
        """One request for it."""
        return Ask("GET", self.path, self.cookie, 200, ["Progress", "</tbody>"])


def grid_findings(product: Platform, on: Stores, *, mail_port: int, rounds: int) -> list[Finding]:
    """The grid of four cohorts, and the bare one."""
    say("Measuring the progress grid")
    crowds = _crowds(product)
    on.take_stock()
    port = free_port()
    with (
        product_site(on, port=port, mail_port=mail_port) as site,
        bare_site(on, port=free_port()) as bare,
    ):
        pages = {
            size: _opened(product, port, crowd, "?show=steps" if size == HUGE else WHOLE)
            for size, crowd in crowds.items()
        }
        tasks = [_task(site, size, page) for size, page in pages.items()]
        costs = measure([*tasks, _bare_task(bare)], rounds, say)
        clocks = {size: _clock(site, pages[size], rounds) for size in (LARGE, HUGE)}
    cost = {size: costs[_name(size)] for size in pages}
    return [
        _ratio("400 x 32 to a bare grid", 2, cost[MANY], costs["bare grid"]),
        _ratio("400 x 32 to 40 x 32", 4, cost[MANY], cost[FEW]),
        _ratio("page of 2,000 x 130 to 350 x 130", 1, cost[HUGE], cost[LARGE]),
        *(_seconds(size, clocks[size], cost[size]) for size in clocks),
    ]


def _crowds(product: Platform) -> dict[tuple[int, int], Crowd]:
    with product.sessions() as db:
        made = {
            size: make_crowd(db, people=size[0], steps=size[1], now=product.clock.now())
            for size in (FEW, MANY, LARGE, HUGE)
        }
        db.commit()
    return made


def _opened(product: Platform, port: int, crowd: Crowd, query: str) -> Opened:
    """Whoever runs the cohort signs in."""
    cookie = sign_in(product, port, crowd.facilitator_id)
    return Opened(f"/cohorts/{crowd.slug}/progress{query}", cookie)


def _task(site: Site, size: tuple[int, int], page: Opened) -> Task:
    return Task(_name(size), site, lambda number: [page.ask()] * number)


def _bare_task(site: Site) -> Task:
    browsers = []
    for number in range(1, AT_ONCE + 1):
        browser = Browser(site.port)
        browser.get(f"/in/{number}")
        browsers.append(browser)

    def asks(number: int) -> list[Ask]:
        return [
            Ask("GET", "/grid", browsers[turn % AT_ONCE].cookie, 200, ["Grid of 400"])
            for turn in range(number)
        ]

    return Task("bare grid", site, asks)


@dataclass(frozen=True)
class Clock:
    """Seconds on the clock of one request after the other, and bytes of the answer."""

    seconds: Sequence[float]
    plain: int
    packed: int


def _clock(site: Site, page: Opened, rounds: int) -> Clock:
    times, body = [], b""
    with Line(site.port) as line:
        for _ in range(rounds):
            begun = time.perf_counter()
            body = line.ask(page.ask()).body
            times.append(time.perf_counter() - begun)
    return Clock(times, len(body), len(gzip.compress(body, 6)))


def _name(size: tuple[int, int]) -> str:
    return f"{size[0]:,} x {size[1]}"


def _seconds(size: tuple[int, int], clock: Clock, cpu: Sequence[float]) -> Finding:
    weight = f"{clock.plain / KB:.0f} KB, {clock.packed / KB:.0f} KB packed"
    note = f"{median(cpu):.0f} ms CPU, {weight}"
    return Finding(f"{_name(size)} on the clock", 0.5, clock.seconds, "s", note=note)


def _ratio(name: str, most: float, ours: Sequence[float], other: Sequence[float]) -> Finding:
    ratios = [mine / theirs for mine, theirs in zip(ours, other, strict=True)]
    return Finding(name, most, ratios, note=f"{median(ours):.1f} against {median(other):.1f} ms")


def main() -> int:
    """The grid alone; 1 when something is far from its goal."""
    with stores() as on:
        product = build(on.settings(port=free_port(), mail_port=free_port()))
        upgrade(product.engine)
        bare_tables.seed(on.bare_url)
        findings = grid_findings(product, on, mail_port=free_port(), rounds=ROUNDS)
    show(findings)
    return int(any(finding.failed for finding in findings))


if __name__ == "__main__":
    sys.exit(main())
