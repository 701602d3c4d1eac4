"""Asking for a helper, saying yes, and ending it."""
