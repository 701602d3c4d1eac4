"""Tests: the first page."""
