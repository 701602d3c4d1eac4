"""What of a backup may not come back as it was, where the replaced database knows better.

Each table says it in its room's `rights.py` (`back=`), so that nothing that somebody took back
lives again because a backup was brought back.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Back:
    """What a restore does with the rows of a table; names of columns are words in a line."""

    # Rows that were deleted since stay deleted. A trigger notes a mark of each in `gone_row`.
    gone: bool = False
    # Moments at which something ends: a row in which one was set since is as it is there.
    ended: str = ""
    # Words: a row in which they were emptied since is as it is there.
    emptied: str = ""
    # Every row that is there is as it is there.
    as_there: bool = False
    # Rows that were made since come along, such as a "no" that somebody said.
    came: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the rows come back as the backup has them."""
        return self == COMES


# It can only be added to, or nobody could take it back: it comes back as the backup has it.
COMES = Back()
GONE = Back(gone=True)
# What somebody set and may set anew: as it is there, and what was deleted since stays deleted.
AS_THERE = Back(as_there=True, gone=True)
# All of it is as it is there, such as ways in and wishes not to be written to.
ALL_AS_THERE = Back(as_there=True, gone=True, came=True)
