"""Tests: rights."""
