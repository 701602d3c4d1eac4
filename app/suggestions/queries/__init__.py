"""Reads of suggestions; each says how many statements it costs, and gives no hidden name."""
