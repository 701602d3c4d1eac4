"""Links of a letter's own: an address that only who got the letter has, and that lets nobody in.

The text of a letter holds where the link leads to; the signed word is put in while the letter is
being sent, so that nobody can open it with what stands in the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# No text that people give keeps control characters, so nobody can write one of these.
_own = re.compile("\x02(/[a-z/-]+/)\x03")


def own_link(path: str) -> str:
    """Stands in a text where the link goes; `path` begins and ends with a slash."""
    return f"\x02{path}\x03"


def with_own_links(text: str, address: Callable[[str], str]) -> str:
    """The text with each link written out; `address` makes one of where it leads to."""
    return _own.sub(lambda found: address(found[1]), text)
