"""Writes of the people room, one use case in each function."""
