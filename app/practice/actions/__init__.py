"""Writes of the practice room, one use case in each function."""
