"""Catching up on a session."""
