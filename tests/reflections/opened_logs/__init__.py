"""Tests: logs that two people open."""
