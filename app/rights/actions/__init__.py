"""Writes of the room of rights, one use case in each file."""
