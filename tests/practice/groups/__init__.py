"""Tests: plumblines of groups."""
