"""Reads of the practice room; each says how many statements it costs."""
