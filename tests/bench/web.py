"""Measures the web part: pages, writes, weights, memory and start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from app.wiring import Platform
from tests.bench.learners import Course, course_of, sign_in_learners
from tests.bench.pages import Contest, contests
from tests.bench.processes import memory_mb
from tests.bench.report import Finding, say
from tests.bench.rounds import measure
from tests.bench.servers import Site, Stores, bare_site, free_port, product_site
from tests.bench.weights import Weight, weigh

KB = 1024
# What is weighed, the goal in KB, and the figure of a weight that counts.
WEIGHTS = (("first load", 60, "first"), ("later page", 12, "later"), ("HTML of a page", 30, "html"))


def web_findings(
    product: Platform, on: Stores, *, port: int, mail_port: int, rounds: int, starts: int
) -> list[Finding]:
    """All that is known about the web part."""
    say("Starting the web part")
    begun = []
    for _ in range(starts - 1):
        with product_site(on, port=port, mail_port=mail_port) as site:
            begun.append(site)
    with (
        product_site(on, port=port, mail_port=mail_port) as site,
        bare_site(on, port=free_port()) as bare,
    ):
        begun.append(site)
        learners = sign_in_learners(product, port)
        course = course_of(product)
        pairs = contests(product, site, bare, learners, course)
        on.take_stock()
        say("Measuring pages and writes")
        tasks = {task.name: task for pair in pairs for task in (pair.product, pair.bare)}
        costs = measure(list(tasks.values()), rounds, say)
        memory, note = [memory_mb(site.pid)], f"bare {memory_mb(bare.pid):.0f} MB"
        weights = weigh(port, learners[0].browser.cookie, _addresses(course))
        weights += weigh(port, "", ["/", "/sign-in"])
    return [
        *_ratios(pairs, costs),
        *_heaviest(weights),
        Finding("two web workers", 180, memory, "MB", note=note),
        _start(begun),
    ]


def ratio_finding(name: str, most: float, ours: Sequence[float], bare: Sequence[float]) -> Finding:
    """Costs in milliseconds, round by round, as one ratio."""
    ratios = [mine / theirs for mine, theirs in zip(ours, bare, strict=True)]
    note = f"{median(ours):.1f} against {median(bare):.1f} ms"
    return Finding(name, most, ratios, note=note)


def _addresses(course: Course) -> list[str]:
    steps = [path for path, _, _ in course.steps]
    others = ["/reflections/", "/reflections/new", "/modules/", "/account/", "/outputs/"]
    return ["/home", course.module_path, *steps, course.session_path, *others]


def _ratios(pairs: Sequence[Contest], costs: Mapping[str, Sequence[float]]) -> list[Finding]:
    return [
        ratio_finding(pair.name, pair.most, costs[pair.product.name], costs[pair.bare.name])
        for pair in pairs
    ]


def _start(begun: Sequence[Site]) -> Finding:
    """How soon the first answer comes; a busy machine adds to the clock, not to the processor."""
    soonest = min(site.started_in for site in begun)
    costs = [site.start_cost for site in begun]
    return Finding("first answer after", 2, costs, "s CPU", note=f"{soonest:.1f} s on the clock")


def _heaviest(weights: Sequence[Weight]) -> list[Finding]:
    findings = []
    for name, goal, part in WEIGHTS:
        heaviest = max(weights, key=lambda weight: getattr(weight, part))
        figure = getattr(heaviest, part) / KB
        findings.append(Finding(f"{name}, heaviest", goal, [figure], "KB", note=heaviest.path))
    return findings
