"""Runs of the matching."""
