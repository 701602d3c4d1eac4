"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.insights.models import KeptNeed, NeedChange, NeedContact
from app.kit.rights import WITH_COHORT, Declared, Merge, theirs

DECLARED: tuple[Declared, ...] = (
    theirs(
        KeptNeed,
        "enrolment_id",
        "Why a facilitator wanted to be in touch with you",
        codes="rule occurrence",
        told="words",
        did="owner_id changed_by_id",
        merge=Merge.ONE,
        keep=WITH_COHORT,
    ),
    theirs(
        NeedContact,
        "enrolment_id",
        "When a facilitator was in touch with you, and what you agreed",
        told="words",
        did="by_id",
        keep=WITH_COHORT,
    ),
    theirs(
        NeedChange,
        "need_id",
        "What became of that, step by step",
        did="changed_by_id owner_id",
        keep=WITH_COHORT,
    ),
)
