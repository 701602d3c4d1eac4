"""How far somebody is with the modules of their course, as far as others may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DoneModules:
    """The keys of the modules that one person began, finished, and had opened early.

    `last_at` is their last sign of life in the course, in UTC. Who opened their own reflection
    and did no more has begun nothing and given no sign: nobody is told of that.
    """

    begun: frozenset[str] = frozenset()
    finished: frozenset[str] = frozenset()
    unlocked: frozenset[str] = frozenset()
    last_at: datetime | None = None


NOTHING_YET = DoneModules()
