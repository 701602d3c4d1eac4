"""The letter that somebody shared their support map; it has not a word of it."""

from __future__ import annotations

# The word kept in `letter.kind`; its text is that of other things that are shared.
SUPPORT_SHARED = "support_shared"
PLACE = "support/shares"
