"""Reads across whole cohorts; each says how many statements it costs."""
