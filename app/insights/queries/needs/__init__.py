"""Reads for the list of whom to be in touch with; each says how many statements it costs."""
