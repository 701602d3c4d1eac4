"""Tests: the register as a file."""
