"""Writes of the progress room, one use case in each function."""
