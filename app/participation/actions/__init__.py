"""Writes of the participation room, one use case in each function."""
