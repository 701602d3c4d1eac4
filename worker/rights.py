"""What the worker does for people's rights; each task calls one action."""

from __future__ import annotations

from celery import Celery

from app.rights.actions.copies import forget_copies, make_copies
from app.rights.actions.erase import erase_due
from app.rights.actions.retention import look_after_unused
from app.wiring import Platform


def serve_rights(queue: Celery, on: Platform, *, limit: int, long: int) -> None:
    """Copies of what is kept about people, and erasing them; limits are in seconds."""

    @queue.task(name="make_copies", time_limit=long, shared=False)
    def make_what_was_asked() -> None:
        make_copies(on.sessions, clock=on.clock)

    @queue.task(name="forget_copies", time_limit=limit, shared=False)
    def forget_what_was_made() -> None:
        with on.transaction() as db:
            forget_copies(db, now=on.clock.now())

    @queue.task(name="end_unused", time_limit=limit, shared=False)
    def end_unused() -> None:
        if on.settings.ends_unused:
            with on.transaction() as db:
                look_after_unused(db, now=on.clock.now(), years=on.settings.keep_years)

    @queue.task(name="erase_people", time_limit=long, shared=False)
    def erase_people() -> None:
        erase_due(on.sessions, on.places, clock=on.clock)
