"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.certificates.models import Certificate
from app.kit.rights import Declared, Merge, theirs

DECLARED: tuple[Declared, ...] = (
    theirs(
        Certificate,
        "person_id",
        "Your certificates",
        own="name",
        told="revoked_reason",
        codes="code",
        common="course cohort_name",
        did="issued_by_id revoked_by_id",
        # Of two of the same course the one of the account that stays.
        merge=Merge.ONE,
    ),
)
