"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.helping.models import Helping
from app.kit.rights import Declared, Merge, theirs

DECLARED: tuple[Declared, ...] = (
    theirs(
        Helping,
        "person_id",
        "Who helps you, and with what",
        own="email",
        naming="witness",
        did="entered_by_id ended_by_id",
        also="helper_id",
        # Each account said yes for itself; whoever has one account then asks again.
        merge=Merge.ENDS,
    ),
)
