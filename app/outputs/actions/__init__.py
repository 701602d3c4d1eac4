"""Writes of the outputs room, one use case in each function."""
