"""Worries: raising, handling, and what the clock does."""
