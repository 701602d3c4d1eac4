"""`make bench`: what the product costs, as ratios to a bare version in the same run."""

from __future__ import annotations

import argparse
import os
import platform as machine
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from app.demo.load import load_demo
from app.migrate import upgrade
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.wiring import Platform, build
from tests.bench import bare_tables, outbox
from tests.bench.course import load_costs, pack_costs
from tests.bench.details import details_findings
from tests.bench.documents import document_costs
from tests.bench.formats import format_findings
from tests.bench.grids import grid_findings
from tests.bench.letters import Post, post, send_in_rounds
from tests.bench.matching import matching_findings
from tests.bench.needs import needs_findings
from tests.bench.report import Finding, say, show, write
from tests.bench.rosters import roster_findings
from tests.bench.searches import search_findings
from tests.bench.servers import Stores, free_port, stores
from tests.bench.together import together_findings
from tests.bench.web import ratio_finding, web_findings

KEPT = Path("instance") / "bench.json"
# Python itself grows by a few MB when it first meets more rows; a leak grows on and on.
FLAT = 5


@dataclass(frozen=True)
class Size:
    """How much is measured; `letters` is for each round."""

    rounds: int
    letter_rounds: int
    starts: int
    letters: int = 1_000
    outbox: int = 1_000_000


FULL = Size(rounds=7, letter_rounds=5, starts=3)
QUICK = Size(rounds=3, letter_rounds=3, starts=1, outbox=100_000)


def main(argv: Sequence[str]) -> int:
    """Measure, print, keep; 1 when something is far from its goal."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, rougher figures")
    size = QUICK if parser.parse_args(argv).quick else FULL
    findings: list[Finding] = []
    with post() as server, stores() as on:
        port = free_port()
        product = build(on.settings(port=port, mail_port=server.port))
        _fill(product, on)
        findings += web_findings(
            *(product, on),
            port=port,
            mail_port=server.port,
            rounds=size.rounds,
            starts=size.starts,
        )
        findings += _many(product, on, server, size)
        findings += _letters(on, server, port, size)
        findings += _course(product, size)
        findings += roster_findings(product, size.letter_rounds)
        findings += search_findings(product, size.rounds)
        environ = on.environ(port=port, mail_port=server.port)
        findings += format_findings(product, environ, on.folder, size.letter_rounds)
        findings += _outbox(product, size)
    findings += _documents(size)
    findings += details_findings()
    findings += matching_findings()
    show(findings)
    about = {"python": machine.python_version(), "processors": os.cpu_count()}
    write(findings, KEPT, {**about, "rounds": size.rounds})
    return int(any(finding.failed for finding in findings))


def _fill(product: Platform, on: Stores) -> None:
    say("Filling both databases")
    upgrade(product.engine)
    with product.transaction() as db:
        load_curriculum(db, CURRICULUM, now=product.clock.now())
    load_demo(product)
    bare_tables.seed(on.bare_url)


def _many(product: Platform, on: Stores, server: Post, size: Size) -> list[Finding]:
    """Pages about many people, and many people at once."""
    findings: list[Finding] = []
    for pages in (grid_findings, needs_findings):
        findings += pages(product, on, mail_port=server.port, rounds=size.rounds)
    return [*findings, *together_findings(product, on, mail_port=server.port)]


def _letters(on: Stores, server: Post, port: int, size: Size) -> list[Finding]:
    say("Sending letters")
    environ = on.environ(port=port, mail_port=server.port)
    ours, bare = send_in_rounds(on, server, environ, size.letters, size.letter_rounds)
    rates = [mine / theirs for mine, theirs in zip(ours.rates, bare.rates, strict=True)]
    rate_note = f"{median(ours.rates):.0f} against {median(bare.rates):.0f} a second"
    growth = ours.memory[-1] - ours.memory[0]
    sent = size.letters * size.letter_rounds
    growth_note = f"by {sent} letters, to {ours.memory[-1]:.0f} MB"
    return [
        Finding("rate of letters", 0.6, rates, at_least=True, note=rate_note),
        Finding("CPU of a letter", 2, ours.cpu_ms, "ms", note=f"bare {median(bare.cpu_ms):.2f} ms"),
        Finding("memory grown while sending", FLAT, [growth], "MB", note=growth_note),
    ]


def _outbox(product: Platform, size: Size) -> list[Finding]:
    say("Planning very many reminders")
    outbox.make_crowd(product.engine)
    times = outbox.plan_in_rounds(product.engine, size.letter_rounds)
    ratios = [mine / bare for mine, bare in zip(times.ours, times.bare, strict=True)]
    seconds = f"{median(times.ours):.1f} s against {median(times.bare):.1f} s"
    say("Looking for due letters")
    few, many = (
        outbox.look_in_rounds(product.engine, product.office, letters)
        for letters in (outbox.FEW, size.outbox)
    )
    of = f"of {size.outbox:,} letters against {outbox.FEW:,}"
    look = f"{of}, {median(many.ms):.1f} ms against {median(few.ms):.1f} ms"
    by_index = few.by_index and many.by_index
    return [
        Finding(f"plan {outbox.REMINDERS:,} reminders", 3, ratios, note=seconds),
        Finding("pages read to find due letters", 1.5, [many.pages / few.pages], note=look),
        Finding("found by ix_letter_due", 1, [by_index], "", at_least=True, note="by EXPLAIN"),
    ]


def _course(product: Platform, size: Size) -> list[Finding]:
    say("Loading the course")
    ours, bare = load_costs(product, size.letter_rounds)
    note = f"parsing and inserting alone {median(bare):.1f} s"
    return [
        Finding("load of the whole course", 3, ours, "s", note=note),
        Finding("print pack, each module", 1, pack_costs(), "s"),
    ]


def _documents(size: Size) -> list[Finding]:
    say("Printing documents")
    return [ratio_finding("PDF of 20 quotes", 5, *document_costs(size.rounds))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
