"""When weekly letters go, and how far they look."""

from __future__ import annotations

from datetime import timedelta

# The word kept in `letter.kind`.
DIGEST = "digest"
A_WEEK = timedelta(days=7)
# So that a session on the next Monday morning is not left out by an hour.
AHEAD = timedelta(days=8)
