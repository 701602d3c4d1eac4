"""Reads what the programme view counts, for all cohorts at once."""
