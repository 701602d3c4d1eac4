"""Reads of the room of rights."""
