"""The parts of a merge of two accounts, all within one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Two:
    """Two accounts of one person: the one that goes, and the one that stays."""

    goes: UUID
    stays: UUID
    now: datetime
