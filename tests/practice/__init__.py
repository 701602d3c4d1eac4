"""Tests: the practice room."""
