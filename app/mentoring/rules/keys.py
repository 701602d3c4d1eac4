"""For whom private writing of mentoring is sealed, and the places that are part of each seal.

What a pair writes is sealed with a key of the pairing, whose owner is the pairing's id. What only
one person writes for themselves is sealed with that person's key. Worries have one key of their
own, which nothing but the pages of worries may ask for.
"""

from __future__ import annotations

from uuid import UUID

# The owner of the key of all worries.
WORRY_LOG = UUID("6d656e74-6f72-7000-8000-776f72726965")

# With the person's own key.
PROFILE = "mentoring_profile.characteristics"
CHECK_IN_TEXT = "check_in_text.words"
# With the pairing's key.
BOUNDARIES = "agreement.boundaries"
GAINED = "pairing_member.gained"
GOAL = "mentoring_goal.words"
NOTE = "notebook_entry.words"
# With the key of the worries.
WORRY = "worry.words"
WORRY_NOTE = "worry_change.words"
