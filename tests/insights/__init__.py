"""Tests: insights."""
