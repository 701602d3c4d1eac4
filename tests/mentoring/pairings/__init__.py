"""Tests: a pairing from the proposal to the agreement, and breaks and holds."""
