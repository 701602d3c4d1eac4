"""Tests: who needs somebody, and why."""
