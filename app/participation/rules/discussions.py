"""What people say to each other about a page of the course."""

from __future__ import annotations

LONGEST_POST = 2000
"""Characters in what somebody says, and in an answer."""

LEFT = "Somebody who has left"
"""Stands for the name of an author who is not in the cohort any more."""
