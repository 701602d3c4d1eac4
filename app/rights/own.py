"""What this room's own tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.returning import GONE, Back
from app.kit.rights import Declared, Keep, Merge, nobodys, theirs
from app.rights.models import (
    AccessCopy,
    AccessCopyPiece,
    AccountMerge,
    Erasure,
    GoneRow,
    LegalHold,
    RetentionNotice,
)
from app.rights.rules.copies import KEPT_DAYS

DECLARED: tuple[Declared, ...] = (
    theirs(
        AccessCopy,
        "person_id",
        "Copies of what we keep that were made for you",
        did="asked_by_id",
        merge=Merge.ENDS,
        keep=Keep("asked_at", 365),
        back=Back(as_there=True),
    ),
    nobodys(
        AccessCopyPiece,
        "The file of a copy, sealed; it goes with the copy, and after a few days.",
        locks="content",
        keep=Keep("the copy", KEPT_DAYS),
        back=GONE,
    ),
    theirs(
        AccountMerge,
        "stays_id",
        "Accounts of yours that were made one, or were to be",
        told="stays_told goes_told",
        did="asked_by_id stays_told_by_id goes_told_by_id",
        # Another wish about the one who stays is refused before; of those that ended all stay.
        merge=Merge.ONE,
        back=Back(as_there=True, came=True),
    ),
    nobodys(
        Erasure,
        "That somebody was erased: an id that leads to nobody, and times. The law asks us to be "
        "able to show it, and a backup that is brought back is erased again by it.",
        codes="left",
        did="asked_by_id",
        back=Back(as_there=True, came=True),
    ),
    theirs(
        LegalHold,
        "person_id",
        "Why your account may not be erased",
        told="reason",
        did="set_by_id lifted_by_id",
        keep=Keep("lifted_at", 6 * 365 + 2),
        back=Back(as_there=True, came=True),
    ),
    theirs(
        RetentionNotice,
        "person_id",
        "When your account ends because nobody uses it",
        merge=Merge.ENDS,
        back=Back(as_there=True, came=True),
    ),
    nobodys(
        GoneRow,
        "Marks of rows that were deleted: no backup may bring them back. A mark is a hash of the "
        "row's id. Nobody reads the id in it, and only who has the id can find its mark.",
        codes="table_name row_id",
        back=Back(came=True),
    ),
)
