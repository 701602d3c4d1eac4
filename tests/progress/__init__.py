"""Tests: progress."""
