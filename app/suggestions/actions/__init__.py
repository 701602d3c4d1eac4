"""Writes of the suggestions room, one use case in each function."""
