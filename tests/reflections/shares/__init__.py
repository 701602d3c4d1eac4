"""Tests: what is shared from a log."""
