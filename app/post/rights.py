"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.returning import ALL_AS_THERE, COMES
from app.kit.rights import Best, Declared, Keep, Merge, nobodys, theirs
from app.post.models import ContactTry, Letter, LetterChoice, OpeningWords

DECLARED: tuple[Declared, ...] = (
    theirs(
        Letter,
        "person_id",
        "Letters to you",
        own="to_address goes_to",
        told="subject body calendar",
        codes="kind occurrence reason language message_id provider_id",
        merge=Merge.ONE,
        # What went to one of the two went; it does not go again.
        best=Best(by=(("state", ("sent",)),)),
        keep=Keep("created_at", 365),
        back=COMES,
    ),
    theirs(
        ContactTry,
        "letter_id",
        "When somebody rang you or brought you a letter",
        told="note",
        did="tried_by_id",
        keep=Keep("tried_at", 365),
        back=COMES,
    ),
    theirs(
        LetterChoice,
        "person_id",
        "What you chose about letters",
        codes="topic",
        did="chosen_by_id",
        merge=Merge.ONE,
        best=Best(newest="chosen_at"),
        back=ALL_AS_THERE,
    ),
    nobodys(
        OpeningWords,
        "What a community's facilitators say at the top of letters to everybody.",
        codes="kind",
        work={"words": "changed_by_id"},
        did="changed_by_id",
    ),
)
