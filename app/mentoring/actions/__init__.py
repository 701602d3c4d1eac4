"""Writes of mentoring: one function for each use case."""
