"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.insights.models import GroupMessage, KeptNeed, NeedChange, NeedContact
from app.kit.returning import COMES, Back
from app.kit.rights import WITH_COHORT, Best, Declared, Merge, nobodys, theirs

MESSAGE = "A message to people of a community, written in a role; whom it reached are letters."

DECLARED: tuple[Declared, ...] = (
    nobodys(
        GroupMessage,
        MESSAGE,
        common="to_whom",
        work={"subject": "written_by_id", "words": "written_by_id"},
        did="written_by_id stopped_by_id",
        keep=WITH_COHORT,
        back=Back(ended="stopped_at"),
    ),
    theirs(
        KeptNeed,
        "enrolment_id",
        "Why a facilitator wanted to be in touch with you",
        codes="rule occurrence",
        told="words",
        did="owner_id changed_by_id",
        merge=Merge.ONE,
        best=Best(by=(("state", ("done", "snoozed")),)),
        keep=WITH_COHORT,
        back=COMES,
    ),
    theirs(
        NeedContact,
        "enrolment_id",
        "When a facilitator was in touch with you, and what you agreed",
        told="words",
        did="by_id",
        keep=WITH_COHORT,
        back=COMES,
    ),
    theirs(
        NeedChange,
        "need_id",
        "What became of that, step by step",
        did="changed_by_id owner_id",
        keep=WITH_COHORT,
        back=COMES,
    ),
)
