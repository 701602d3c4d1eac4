"""Writes of the cohorts room, one use case in each function."""
