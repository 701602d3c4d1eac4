"""Reads of polls; each says how many statements it costs, and none opens a box."""
