"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.returning import COMES
from app.kit.rights import Best, Declared, Merge, nobodys, theirs
from app.progress.models import (
    Answer,
    CohortMove,
    Excuse,
    MoreTime,
    SessionEnd,
    StepProgress,
    Unlock,
)

DECLARED: tuple[Declared, ...] = (
    theirs(
        Answer,
        "enrolment_id",
        "Your answers to questions in the course",
        codes="question_key option_key",
        did="entered_by_id",
        back=COMES,
    ),
    nobodys(CohortMove, "That a community moved to another edition.", did="moved_by_id"),
    theirs(
        Excuse,
        "enrolment_id",
        "Steps that were not asked of you",
        told="reason",
        codes="module_key step_key",
        did="excused_by_id taken_back_by_id",
        merge=Merge.ONE,
        back=COMES,
    ),
    theirs(
        MoreTime,
        "enrolment_id",
        "Modules for which you got more time",
        codes="module_key",
        did="given_by_id",
        back=COMES,
    ),
    nobodys(SessionEnd, "When sessions of a community end.", codes="module_key"),
    theirs(
        StepProgress,
        "enrolment_id",
        merge=Merge.ONE,
        # Done is better than seen; the first visit and the last of both stay.
        best=Best(by=(("done_at", ()),), earliest=("seen_at",), latest=("visited_at",)),
        about="How far you are in the course",
        codes="done_by_rule evidence",
        did="entered_by_id",
        back=COMES,
    ),
    theirs(
        Unlock,
        "enrolment_id",
        merge=Merge.ONE,
        about="Modules that were opened early for you",
        codes="module_key",
        did="unlocked_by_id",
        back=COMES,
    ),
)
