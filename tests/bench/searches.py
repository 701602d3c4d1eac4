"""What a search of a log of 5,000 entries takes, beside looking through the same texts in memory.

The bare version has every text in memory, opened, and looks for the same letters in each.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import Reflection
from app.reflections.queries.finding import found_page, sealed_search
from app.reflections.rules.searches import Search
from app.wiring import Platform
from tests.bench.report import Finding, say
from tests.bench.writing import make_long_log

ENTRIES = 5_000
GOAL_MS = 100
# Fetching and opening what is sealed are not in the bare version, nor is a look past accents.
MOST = 6
NEEDLE = 4_321
# As most people write here: with the curly signs that phones set, and with accents now and then.
LATIN = (
    "We talked about the choir, and then she didn’t say anything. It wasn’t that we hadn’t time. ",
    "Roedd y te yn oer a’r sgwrs yn dda, ac arhosodd pawb tan y diwedd, diolch byth. Dŵr a thân. ",
    "Nie wiem, jak to napisać, ale spróbuję: ona śmiała się, a my słuchaliśmy jej długo. ",
    "I asked what mattered to her. She said: the garden, and somebody to sit in it with. ",
)
URDU = ("آج میں نے صرف سنا، اور وہ دیر تک بولتی رہی، اور چائے ٹھنڈی ہو گئی۔ ",)
CHARACTERS = 1_500


@dataclass
class Times:
    """Milliseconds of each round."""

    clock: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def search_findings(product: Platform, rounds: int) -> list[Finding]:
    """Searches of a log in Latin letters, and of one in Urdu, for one entry and for all."""
    say("Searching logs of 5,000 entries")
    found = list[Finding]()
    number = f'"entry {NEEDLE}."'
    for name, lines, words in (
        ("search of 5,000", LATIN, number),
        ("search of 5,000, in Urdu", URDU, number),
        ("search of 5,000, all found", URDU, "بولتی رہی"),
    ):
        times = _measure(product, lines, words, rounds)
        ratios = [mine / bare for mine, bare in zip(times.cpu, times.bare, strict=True)]
        # A busy machine adds to the clock, so the clock is told and not judged.
        clock = f"{min(times.clock):.0f} ms on the clock at best, load {os.getloadavg()[0]:.1f}"
        bare = f"bare {min(times.bare):.1f} ms"
        found += [
            Finding(f"{name}, our process", GOAL_MS, times.cpu, "ms CPU", note=clock),
            Finding(f"{name}, to a bare look", MOST, ratios, note=bare),
        ]
    return found


def _measure(product: Platform, lines: Sequence[str], words: str, rounds: int) -> Times:
    texts = [_text(lines, number) for number in range(ENTRIES)]
    with product.transaction() as db:
        owner = _somebody_who_never_wrote(db)
    make_long_log(product, owner, texts)
    times = Times()
    for _ in range(rounds):
        with product.transaction() as db:
            clock, cpu = _took(_search_of(db, owner, words, product.clock.now()))
        times.clock.append(clock)
        times.cpu.append(cpu)
        times.bare.append(_took(lambda: _bare(texts))[1])
    return times


def _text(lines: Sequence[str], number: int) -> str:
    line = lines[number % len(lines)]
    return f"{line * (CHARACTERS // len(line))} Entry {number}."


def _somebody_who_never_wrote(db: Session) -> UUID:
    wrote = select(Reflection.person_id)
    return db.scalars(select(Person.id).where(Person.id.not_in(wrote)).limit(1)).one()


def _search_of(db: Session, owner: UUID, words: str, now: datetime) -> Callable[[], None]:
    actor = db.get_one(Person, owner)
    sought = sealed_search(db, actor, Search(words=words))

    def find() -> None:
        found = found_page(db, actor, sought or "", 1, now=now)
        assert found is not None
        assert [piece.text for piece in found.page.rows[0].pieces if piece.is_found]

    return find


def _bare(texts: Sequence[str]) -> None:
    assert [text for text in texts if f"entry {NEEDLE}." in text.lower()]


def _took(work: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds on the clock and of this process."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - cpu) * 1000
