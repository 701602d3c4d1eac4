"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.returning import COMES, GONE
from app.kit.rights import Declared, Merge, Seal, nobodys, theirs
from app.practice.models import (
    GroupAnswer,
    GroupLook,
    GroupMember,
    GroupPlumbline,
    Indicator,
    IndicatorValue,
    Pledge,
    PledgeAnswer,
    PledgeWording,
    Plumbline,
    PlumblineLook,
    PlumblineScore,
    ScaleAnswer,
    WellbeingAnswer,
)
from app.practice.rules import keys

GROUP = "The words of a group; they are all of its people's, and stay for them."

DECLARED: tuple[Declared, ...] = (
    nobodys(
        GroupAnswer,
        GROUP,
        codes="item_key answer",
        seals={"sealed_note": Seal(keys.GROUP_NOTE, key="look_id.group_id")},
        work={"sealed_note": "given_by_id"},
        did="given_by_id",
    ),
    nobodys(GroupLook, GROUP, codes="asked", did="entered_by_id"),
    theirs(
        GroupMember,
        "person_id",
        "Groups in which you held a plumbline",
        did="entered_by_id",
        merge=Merge.ONE,
        back=GONE,
    ),
    nobodys(
        GroupPlumbline,
        GROUP,
        codes="word",
        seals={"sealed_name": Seal(keys.GROUP_NAME, key="id")},
        work={"sealed_name": "begun_by_id"},
        did="chosen_by_id begun_by_id",
        back=GONE,
    ),
    nobodys(
        Indicator,
        "What a community looks at, in words it agreed on.",
        codes="agreed_poll",
        naming="what how from_whom how_often unit reason",
        did="proposed_by_id entered_by_id agreed_by_id retired_by_id",
    ),
    nobodys(
        IndicatorValue,
        "A number that a community found.",
        naming="source caution",
        did="found_by_id entered_by_id struck_by_id",
    ),
    theirs(
        Pledge,
        "person_id",
        "Your pledges",
        codes="card_key",
        did="chosen_by_id entered_by_id",
        merge=Merge.BEHIND,
        back=GONE,
    ),
    theirs(
        PledgeAnswer,
        "pledge_id",
        "How your pledges went",
        seals={"sealed": Seal(keys.PLEDGE_ANSWER)},
        did="entered_by_id",
        back=COMES,
    ),
    theirs(
        PledgeWording,
        "pledge_id",
        "The words of your pledges",
        seals={"sealed": Seal(keys.PLEDGE_WORDING)},
        did="entered_by_id",
        back=COMES,
    ),
    theirs(
        Plumbline,
        "person_id",
        "Your plumblines",
        seals={"sealed_name": Seal(keys.NAME)},
        # One of a cohort is counted: that of the account that stays.
        merge=Merge.APART,
        back=GONE,
    ),
    theirs(
        PlumblineLook,
        "plumbline_id",
        "When you held your plumbline",
        codes="asked",
        did="entered_by_id",
        back=COMES,
    ),
    theirs(
        PlumblineScore, "look_id", "The numbers of your plumbline", codes="item_key", back=COMES
    ),
    theirs(
        ScaleAnswer,
        "person_id",
        "Your answers to scales",
        codes="scale_key mark",
        seals={"sealed": Seal(keys.SCALE)},
        did="entered_by_id",
        back=GONE,
    ),
    theirs(WellbeingAnswer, "person_id", "How you said you are", did="entered_by_id", back=GONE),
)
