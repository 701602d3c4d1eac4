"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.certificates.models import Certificate
from app.kit.returning import Back
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
        # Every code goes on to open; of two of a course that of the account that goes is replaced.
        merge=Merge.APART,
        back=Back(ended="revoked_at replaced_at"),
    ),
)
