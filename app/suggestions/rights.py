"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.returning import GONE
from app.kit.rights import Declared, theirs
from app.suggestions.models import Suggestion

DECLARED: tuple[Declared, ...] = (
    theirs(
        Suggestion,
        "enrolment_id",
        "Changes to the course that you asked for",
        own="words",
        told="answer",
        did="answered_by_id entered_by_id",
        back=GONE,
    ),
)
