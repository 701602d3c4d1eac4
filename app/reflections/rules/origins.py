"""Where a piece of writing began: in a step of a module, at a session, or with nothing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class FromStep:
    """The module step where the writing began, and the cohort the person came from."""

    step_id: UUID
    slug: str | None = None


@dataclass(frozen=True)
class FromSession:
    """The session that the writing is about."""

    gathering_id: UUID
