"""Reads of contributions, outputs and approvals; each says how many statements it costs."""
