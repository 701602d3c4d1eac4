"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.returning import AS_THERE, COMES, GONE, Back
from app.kit.rights import Best, Declared, Goes, Merge, Seal, nobodys, theirs
from app.participation.models import (
    Asset,
    AssetChange,
    AssetSuggestion,
    BallotBox,
    DiscussionPost,
    OfferedSkill,
    Poll,
    PollOption,
    PollTally,
    PollVote,
    PollVoter,
    SupportOpening,
    SupportShare,
    SupportVersion,
)
from app.participation.rules.support import PURPOSE, VERSION

VOTES = "Votes that cannot be tied to anybody, so that nobody's can be found or taken out."
QUESTION = "A question to a whole community."

DECLARED: tuple[Declared, ...] = (
    nobodys(
        Asset,
        "Groups, services and places, as a community knows them.",
        codes="languages",
        naming="name about offers reach access for_whom area",
        did="added_by_id",
        back=Back(ended="gone_at", gone=True),
    ),
    nobodys(
        AssetChange,
        "That something was added or changed in what a community knows.",
        did="by_id told_by_id",
    ),
    theirs(
        AssetSuggestion,
        "made_by_id",
        "What you would change about what is good here",
        own="words",
        did="answered_by_id",
        back=GONE,
    ),
    nobodys(BallotBox, VOTES, common="content"),
    theirs(
        DiscussionPost,
        "enrolment_id",
        "What you said in discussions",
        own="words",
        did="entered_by_id",
        goes=Goes.WORDS,
        why="Others may have answered: what they said stays, and your words go.",
        back=Back(gone=True, emptied="words"),
    ),
    theirs(
        OfferedSkill,
        "enrolment_id",
        "What you offer to others",
        own="words",
        did="entered_by_id",
        back=AS_THERE,
    ),
    nobodys(
        Poll,
        QUESTION,
        codes="voters_shown",
        naming="question about reason",
        did="proposed_by_id entered_by_id stopped_by_id",
    ),
    nobodys(PollOption, QUESTION, codes="shown", naming="words"),
    nobodys(PollTally, VOTES, common="numbers", did="entered_by_id witness_id answered_by_id"),
    theirs(
        PollVote,
        "enrolment_id",
        "How you vote in open polls that hide names",
        codes="dots",
        merge=Merge.ONE,
        back=COMES,
    ),
    theirs(
        PollVoter,
        "enrolment_id",
        "Polls in which you voted",
        did="entered_by_id",
        merge=Merge.ONE,
        goes=Goes.STAYS,
        why="How many voted stays right. What you voted was never kept with your name.",
        back=COMES,
    ),
    theirs(
        SupportOpening,
        "share_id",
        "When somebody opened a support map of yours",
        beside="reader_id",
        back=COMES,
    ),
    theirs(
        SupportShare,
        "author_id",
        "Support maps you shared",
        seals={"sealed_purpose": Seal(PURPOSE)},
        beside="reader_id",
        back=Back(ended="revoked_at"),
    ),
    theirs(
        SupportVersion,
        "person_id",
        "Your support map",
        seals={"sealed": Seal(VERSION)},
        did="entered_by_id",
        merge=Merge.BEHIND,
        # In the order of their writing, so that the newest map of both is the one that holds.
        best=Best(newest="written_at"),
        back=GONE,
    ),
)
