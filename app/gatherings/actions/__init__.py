"""Writes of the gatherings room, one use case in each function."""
