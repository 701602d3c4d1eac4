"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.cohorts.models import Cohort, CohortPlace, Enrolment, JoinKey, RosterFile
from app.kit.returning import Back
from app.kit.rights import ALWAYS, Best, Declared, Goes, Keep, Merge, nobodys, theirs

DECLARED: tuple[Declared, ...] = (
    nobodys(
        Cohort,
        "A community of learning, not one person in it.",
        codes="slug time_zone reminders",
        common="name phone",
        did="opened_by_id",
    ),
    nobodys(CohortPlace, "Which places a community belongs to."),
    theirs(
        Enrolment,
        "person_id",
        "Communities you are or were in",
        did="added_by_id answered_by_id left_by_id",
        merge=Merge.ONE,
        best=Best(
            by=(
                ("state", ("joined", "offered", "invited", "waiting", "asked", "left")),
                ("role", ("facilitator",)),
            ),
            earliest=("added_at", "joined_at"),
        ),
        goes=Goes.STAYS,
        why="Numbers of people in a community stay right. The place you come from goes.",
        keep=ALWAYS,
        back=Back(as_there=True),
    ),
    nobodys(
        JoinKey,
        "Words with which anybody can ask to join.",
        codes="word standing",
        did="made_by_id",
        back=Back(ended="closed_at"),
    ),
    nobodys(
        RosterFile,
        "A list of people between the look at it and the yes; emptied after a day, and at once "
        "when somebody of this community is erased.",
        naming="name content",
        codes="choices counts",
        did="uploaded_by_id applied_by_id",
        keep=Keep("uploaded_at", 365),
        back=Back(emptied="content"),
    ),
)
