"""Reads of mentoring; each says how many statements it costs."""
