"""Many transactions at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.orm import Session

from app.wiring import Platform

AT_ONCE = 8

Call = Callable[[Session], object]


def all_at_once(platform: Platform, calls: Sequence[Call]) -> None:
    """Run each call in a transaction of its own, as many at a time as the database allows."""
    start = Barrier(min(AT_ONCE, len(calls)))

    def run(place: int, call: Call) -> None:
        with platform.transaction() as db:
            if place < AT_ONCE:
                start.wait(timeout=20)
            call(db)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for future in [pool.submit(run, place, call) for place, call in enumerate(calls)]:
            future.result(timeout=60)
