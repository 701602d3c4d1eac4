"""Reads of the record."""
