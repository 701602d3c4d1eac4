"""Reads of certificates; each says how many statements it costs."""
