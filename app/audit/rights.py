"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.audit.models import Cut, Entry
from app.audit.rules.entries import KEPT_FOR_DAYS
from app.kit.rights import Declared, Keep, nobodys

DECLARED: tuple[Declared, ...] = (
    nobodys(
        Entry,
        "It names people by ids that lead nowhere once they are erased; each person reads theirs.",
        codes="deed things facts hash",
        keep=Keep("at", KEPT_FOR_DAYS),
    ),
    nobodys(Cut, "Up to where the record is not kept any more.", codes="hash"),
)
