"""Tests: make."""
