"""Tests: suggestions."""
