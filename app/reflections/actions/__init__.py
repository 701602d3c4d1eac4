"""Writes of the reflections room, one use case in each function."""
