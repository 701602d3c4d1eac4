"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.helping.models import Helping
from app.kit.returning import Back
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
        # Each account said yes for itself. Whom somebody helps is helped by the account that stays.
        merge=Merge.ENDS,
        # Nobody may enter anything again because a backup was brought back.
        back=Back(ended="ended_at"),
    ),
)
