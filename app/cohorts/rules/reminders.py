"""Words about the letters that a cohort chose to send or not to send."""

from __future__ import annotations

# Why a letter lapsed, for a facilitator.
SWITCHED_OFF = "The cohort does not send this letter any more."
