"""Which letter brings a session to whom."""

from __future__ import annotations

ON_JOINING = "joined"
"""The occurrence of the one letter with all sessions that had been planned when somebody joined."""
