"""Reads of a cohort's letters; each says how many statements it costs."""
