"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.gatherings.models import (
    Attendance,
    AttendanceChange,
    CalendarFeed,
    CatchUp,
    FollowUp,
    FollowUpChange,
    Gathering,
    GatheringChange,
    GatheringRole,
    GatheringSeries,
    JoinClick,
    Reply,
    SessionProposal,
)
from app.kit.rights import WITH_COHORT, Best, Declared, Goes, Merge, nobodys, theirs

SESSION = "A session of a community."
COUNTED = "How many came to a session stays right."

DECLARED: tuple[Declared, ...] = (
    theirs(
        Attendance,
        "enrolment_id",
        merge=Merge.ONE,
        best=Best(by=(("how", ("in_person", "online", "phone", "apologies")),)),
        about="Sessions you came to or missed",
        did="noted_by_id",
        goes=Goes.STAYS,
        why=COUNTED,
    ),
    theirs(
        AttendanceChange,
        "enrolment_id",
        "Changes of what was noted about you and a session",
        codes="before after",
        did="changed_by_id",
    ),
    theirs(CalendarFeed, "person_id", "Addresses of your calendar", merge=Merge.ENDS),
    theirs(
        CatchUp,
        "enrolment_id",
        merge=Merge.ONE,
        best=Best(by=(("state", ("done", "not_needed")),)),
        about="Catching up on sessions you missed",
        did="changed_by_id",
    ),
    theirs(
        FollowUp,
        "enrolment_id",
        merge=Merge.ONE,
        best=Best(by=(("state", ("done", "snoozed")),)),
        about="When you were missed at a session, and somebody got in touch",
        told="reason outcome note",
        did="owner_id changed_by_id",
        keep=WITH_COHORT,
    ),
    theirs(
        FollowUpChange,
        "follow_up_id",
        "Earlier notes about getting in touch with you",
        told="reason outcome note",
        did="changed_by_id owner_id",
        keep=WITH_COHORT,
    ),
    nobodys(
        Gathering,
        SESSION,
        naming="title place about access recording transcript catch_up",
        common="link phone",
        did="planned_by_id cancelled_by_id",
    ),
    nobodys(
        GatheringChange,
        "How a session stood before a change.",
        codes="how",
        naming="title place about access",
        common="link phone",
        did="changed_by_id",
    ),
    theirs(
        GatheringRole,
        "person_id",
        "Sessions at which you chaired or spoke",
        naming="name",
        merge=Merge.MOVES,
        why="Guests who have no account are named here for as long as the session is kept.",
        keep=WITH_COHORT,
    ),
    nobodys(GatheringSeries, "Sessions that were planned together."),
    theirs(
        JoinClick,
        "enrolment_id",
        merge=Merge.ONE,
        best=Best(earliest=("first_at",)),
        about="When you opened the online room of a session",
    ),
    theirs(
        Reply,
        "enrolment_id",
        merge=Merge.ONE,
        best=Best(newest="answered_at"),
        about="Whether you said you would come to sessions, and what you need there",
        own="access_needs",
        did="answered_by_id",
    ),
    theirs(
        SessionProposal,
        "proposed_by_id",
        "Sessions you proposed",
        own="title about suits",
        told="answer",
        did="entered_by_id answered_by_id",
    ),
)
